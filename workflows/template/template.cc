#include "workflows/template/template.h"

#include <utility>

#include "workflows/template/check.h"
#include "workflows/template/codec.h"
#include "workflows/template/overlay.h"
#include "workflows/template/overlay_form.h"
#include "workflows/template/reading_damage.h"
#include "workflows/template/report.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;

// The version that `spec` adapts, or nothing and the reason among the findings.
std::optional<UpstreamVersion> FetchUpstream(const TemplateSpec& spec, const ModuleSource& versions,
                                             Report& report) {
  absl::StatusOr<UpstreamVersion> upstream = versions.Upstream(spec.overlay_of());
  if (!upstream.ok()) {
    const bool unknown = upstream.status().code() == absl::StatusCode::kNotFound;
    report.Add(
        unknown ? "unknown-upstream" : "upstream-unavailable", "overlay_of",
        {{"reference", spec.overlay_of()}, {"problem", std::string(upstream.status().message())}});
    return std::nullopt;
  }
  if (!upstream->compiled.module().empty()) {
    report.Add("upstream-is-module", "overlay_of", {{"reference", spec.overlay_of()}});
    return std::nullopt;
  }
  return *std::move(upstream);
}

// An overlay with the changes made.
InlineResult Adapted(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
                     const ModuleSource& versions, std::optional<Pin>& pin) {
  InlineResult result;
  Report report(file, source);
  CheckOverlayForm(spec, report);
  if (!HasErrors(report.findings())) {
    if (const auto upstream = FetchUpstream(spec, versions, report)) {
      pin = Pin{spec.overlay_of(), upstream->digest};
      OverlayResult applied = ApplyOverlay(file, spec, source, upstream->compiled);
      applied.findings.insert(applied.findings.end(), report.findings().begin(),
                              report.findings().end());
      result.compiled = std::move(applied.compiled);
      result.source = std::move(applied.source);
      result.findings = std::move(applied.findings);
      return result;
    }
  }
  result.findings = report.findings();
  return result;
}

// What `spec`, decoded as far as `faults` let it, has wrong besides them.
Findings FindBesides(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
                     const ModuleSource& modules, const Findings& faults) {
  const ReadingDamage damage(spec, faults);
  Findings found;
  InlineResult inlined;
  const auto follows = [&](const Finding& finding) {
    return damage.Explains(inlined.compiled, finding);
  };
  if (!spec.overlay_of().empty() || spec.changes_size() > 0) {
    // What is left of an overlay may make other changes than it should: they are not made.
    Report report(file, source);
    CheckOverlayForm(spec, report);
    found = report.findings();
  } else {
    inlined = Inline(file, spec, source, modules);
    found = inlined.findings;
    if (!HasErrors(found)) {
      found = CheckMeaning(file, inlined.compiled, inlined.source, follows);
      found.insert(found.end(), inlined.findings.begin(), inlined.findings.end());
    }
  }
  std::erase_if(found, follows);
  return found;
}

CheckResult CheckSpec(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
                      const ModuleSource& modules) {
  std::optional<Pin> upstream;
  const bool overlay = !spec.overlay_of().empty() || spec.changes_size() > 0;
  InlineResult inlined = overlay ? Adapted(file, spec, source, modules, upstream)
                                 : Inline(file, spec, source, modules);
  CheckResult result;
  result.findings = std::move(inlined.findings);
  // Without a module's steps every reference to them would be a finding of its own.
  if (!HasErrors(result.findings)) {
    const Findings meaning = CheckMeaning(file, inlined.compiled, inlined.source);
    result.findings.insert(result.findings.end(), meaning.begin(), meaning.end());
  }
  result.findings = Sorted(std::move(result.findings));
  if (!HasErrors(result.findings)) {
    result.compiled = Compiled{spec,
                               std::move(inlined.compiled),
                               Digest(spec),
                               std::move(inlined.pins),
                               std::move(upstream),
                               {}};
    result.places = std::move(inlined.source);
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
    const Findings besides =
        FindBesides(file, decoded.spec, decoded.source, modules, result.findings);
    result.findings.insert(result.findings.end(), besides.begin(), besides.end());
    result.findings = Sorted(std::move(result.findings));
    return result;
  }
  return CheckSpec(file, decoded.spec, decoded.source, modules);
}

CheckResult Check(const TemplateSpec& spec, const ModuleSource& modules) {
  return CheckSpec("", spec, SourceMap(), modules);
}

}  // namespace kasvu::workflows
