#include "workflows/template/modules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/module_params.h"
#include "workflows/template/references.h"
#include "workflows/template/report.h"
#include "workflows/template/version_reference.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;

class Inliner {
 public:
  Inliner(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
          const ModuleSource& modules)
      : spec_(spec), source_(source), modules_(modules), report_(file, source) {}

  InlineResult Run() && {
    result_.compiled = spec_;
    CopySource();
    for (int p = 0; p < spec_.phases_size(); ++p) {
      Replace(spec_.phases(p).steps(), absl::StrCat("phases[", p, "].steps"),
              *result_.compiled.mutable_phases(p)->mutable_steps());
    }
    Replace(spec_.steps(), "steps", *result_.compiled.mutable_steps());
    result_.findings = report_.findings();
    return std::move(result_);
  }

 private:
  using Steps = google::protobuf::RepeatedPtrField<Step>;

  // Everything but the steps, whose places may change.
  void CopySource() {
    result_.source = source_;
    for (int p = 0; p < spec_.phases_size(); ++p) {
      result_.source.Forget(absl::StrCat("phases[", p, "].steps"));
    }
    result_.source.Forget("steps");
  }

  void Replace(const Steps& steps, const std::string& path, Steps& compiled) {
    compiled.Clear();
    result_.source.Set(path, source_.Find(path));
    for (int i = 0; i < steps.size(); ++i) {
      const std::string from = absl::StrCat(path, "[", i, "]");
      if (steps[i].use().empty()) {
        source_.CopyUnder(from, absl::StrCat(path, "[", compiled.size(), "]"), result_.source);
        *compiled.Add() = steps[i];
        continue;
      }
      for (Step& step : StepsOf(steps[i], from)) {
        result_.source.Set(absl::StrCat(path, "[", compiled.size(), "]"), source_.Find(from));
        *compiled.Add() = std::move(step);
      }
    }
  }

  std::vector<Step> StepsOf(const Step& use, const std::string& path) {
    CheckLine(use, path);
    std::optional<TemplateSpec> module = Fetch(use, path);
    if (!module) return {};
    const size_t before = report_.findings().size();
    const ParamArguments arguments = Arguments(*module, use, path, report_);
    if (report_.findings().size() > before) return {};
    module = Filled(*module, arguments, use, path);
    if (!module) return {};
    const std::string prefix = (use.as().empty() ? module->module() : use.as()) + ".";
    std::vector<Step> steps = Prefixed(*module, prefix);
    AddForms(*module, prefix, path);
    return steps;
  }

  void CheckLine(const Step& use, const std::string& path) {
    const Node node = Encode(static_cast<const google::protobuf::Message&>(use));
    for (const Entry& entry : node.entries) {
      if (entry.key == "use" || entry.key == "as" || entry.key == "params") continue;
      report_.Add("use-with-more", absl::StrCat(path, ".", entry.key), {{"key", entry.key}});
    }
  }

  std::optional<TemplateSpec> Fetch(const Step& use, const std::string& path) {
    const std::string place = path + ".use";
    const Report::Parameters named = {{"reference", use.use()}};
    const auto reference = ParseVersionReference(use.use());
    if (!reference) {
      report_.Add("malformed-use", place, named);
      return std::nullopt;
    }
    if (reference->version == 0) {
      report_.Add("unpinned-use", place, named);
      return std::nullopt;
    }
    if (!spec_.module().empty()) {
      report_.Add("module-uses-module", place, named);
      return std::nullopt;
    }
    absl::StatusOr<TemplateSpec> module = modules_.Module(use.use());
    if (!module.ok()) {
      const bool unknown = module.status().code() == absl::StatusCode::kNotFound;
      report_.Add(unknown ? "unknown-module" : "module-unavailable", place,
                  {{"reference", use.use()}, {"problem", std::string(module.status().message())}});
      return std::nullopt;
    }
    if (module->module().empty()) {
      report_.Add("not-a-module", place, named);
      return std::nullopt;
    }
    const Pin pin{use.use(), Digest(*module)};
    if (std::find(result_.pins.begin(), result_.pins.end(), pin) == result_.pins.end()) {
      result_.pins.push_back(pin);
    }
    return *std::move(module);
  }

  // The module with its parameters filled in.
  std::optional<TemplateSpec> Filled(const TemplateSpec& module, const ParamArguments& arguments,
                                     const Step& use, const std::string& path) {
    Node document = Encode(module);
    Substitute(arguments, document);
    DecodeResult filled = Decode(use.use(), document);
    for (const Finding& finding : filled.findings) {
      report_.Add("module-fault", path,
                  {{"reference", use.use()}, {"problem", Sentence(finding, "en")}});
    }
    if (!filled.findings.empty()) return std::nullopt;
    return std::move(filled.spec);
  }

  std::vector<Step> Prefixed(const TemplateSpec& module, const std::string& prefix) const {
    std::set<std::string, std::less<>> own;
    for (const Step& step : module.steps()) own.insert(step.id());
    std::vector<Step> steps;
    for (Step step : module.steps()) {
      step.set_id(prefix + step.id());
      if (!step.was().empty()) step.set_was(prefix + step.was());
      VisitReferences(step, "", [&](ReferenceKind kind, const std::string&, std::string& value) {
        if (kind == ReferenceKind::kForm) {
          value = FormId(module, prefix, value);
        } else if (IsStepReference(kind) && own.contains(StepPart(value))) {
          value.insert(0, prefix);
        }
      });
      steps.push_back(std::move(step));
    }
    return steps;
  }

  static bool IsStepReference(ReferenceKind kind) {
    switch (kind) {
      case ReferenceKind::kNeeds:
      case ReferenceKind::kAfter:
      case ReferenceKind::kAnchor:
      case ReferenceKind::kSeries:
      case ReferenceKind::kMakesUp:
      case ReferenceKind::kDone:
      case ReferenceKind::kCount:
        return true;
      default:
        return false;
    }
  }

  std::string FormId(const TemplateSpec& module, const std::string& prefix,
                     const std::string& form) const {
    if (spec_.forms().contains(prefix + form)) return prefix + form;
    if (spec_.forms().contains(form)) return form;
    return module.forms().contains(form) ? prefix + form : form;
  }

  void AddForms(const TemplateSpec& module, const std::string& prefix, const std::string& path) {
    for (const auto& [id, form] : module.forms()) {
      if (spec_.forms().contains(id) || spec_.forms().contains(prefix + id)) continue;
      (*result_.compiled.mutable_forms())[prefix + id] = form;
      result_.source.Set(absl::StrCat("forms.", prefix, id), source_.Find(path));
    }
  }

  const TemplateSpec& spec_;
  const SourceMap& source_;
  const ModuleSource& modules_;
  Report report_;
  InlineResult result_;
};

}  // namespace

absl::StatusOr<UpstreamVersion> ModuleSource::Upstream(std::string_view) const {
  return absl::NotFoundError("there are no versions here");
}

absl::StatusOr<TemplateSpec> NoModules::Module(std::string_view) const {
  return absl::NotFoundError("there are no modules here");
}

InlineResult Inline(std::string_view file, const TemplateSpec& spec, const SourceMap& source,
                    const ModuleSource& modules) {
  return Inliner(file, spec, source, modules).Run();
}

}  // namespace kasvu::workflows
