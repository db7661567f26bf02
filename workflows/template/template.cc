#include "workflows/template/template.h"

#include <utility>

#include "workflows/template/check.h"
#include "workflows/template/codec.h"
#include "workflows/template/overlay_form.h"
#include "workflows/template/report.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;

CheckResult CheckSpec(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
                      const ModuleSource& modules) {
  if (!spec.overlay_of().empty() || spec.changes_size() > 0) {
    Report report(file, source);
    CheckOverlayForm(spec, report);
    if (HasErrors(report.findings())) return {Sorted(report.findings()), std::nullopt};
  }
  InlineResult inlined = Inline(file, spec, source, modules);
  CheckResult result;
  result.findings = std::move(inlined.findings);
  // Without a module's steps every reference to them would be a finding of its own.
  if (!HasErrors(result.findings)) {
    const Findings meaning = CheckMeaning(file, inlined.compiled, inlined.source);
    result.findings.insert(result.findings.end(), meaning.begin(), meaning.end());
  }
  result.findings = Sorted(std::move(result.findings));
  if (!HasErrors(result.findings)) {
    result.compiled =
        Compiled{spec, std::move(inlined.compiled), Digest(spec), std::move(inlined.pins)};
  }
  return result;
}

}  // namespace

CheckResult Check(std::string_view file, std::string_view text, const ModuleSource& modules) {
  ReadResult read = ReadDocument(file, text);
  CheckResult result;
  result.findings = Sorted(std::move(read.findings));
  if (!read.document) return result;
  DecodeResult decoded = Decode(file, *read.document);
  result.findings.insert(result.findings.end(), decoded.findings.begin(), decoded.findings.end());
  if (HasErrors(result.findings)) {
    result.findings = Sorted(std::move(result.findings));
    return result;
  }
  return CheckSpec(file, decoded.spec, decoded.source, modules);
}

CheckResult Check(const TemplateSpec& spec, const ModuleSource& modules) {
  return CheckSpec("", spec, SourceMap(), modules);
}

}  // namespace kasvu::workflows
