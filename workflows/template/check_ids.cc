#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/limits.h"
#include "workflows/template/version_reference.h"

namespace kasvu::workflows {
namespace {

// Anchors that are no steps.
const std::set<std::string, std::less<>> kAnchors = {"start",  "join",  "end",
                                                     "closed", "match", "this"};

// Actors and owners that are neither roles nor links.
const std::set<std::string, std::less<>> kActors = {
    "self", "group", "cohort", "enrolment", "participant", "coordinator", "contact"};

enum class Form { kPlain, kDotted, kLoose };

// Words that participants' answers and recorded fields go by: digits may come first, and an
// underscore is no fault.
bool IsLooseId(std::string_view text) {
  if (text.empty() || text.size() > kMaxIdCharacters || text[0] == '-') return false;
  for (const char c : text) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!good) return false;
  }
  return true;
}

// Ids of one place, which must differ from each other.
class Ids {
 public:
  Ids(Report& report, Form form) : report_(report), form_(form) {}

  void Add(const std::string& id, const std::string& path) {
    if (id.empty()) {
      report_.Add("missing-id", path);
      return;
    }
    if (reserved_ != nullptr && reserved_->contains(id)) {
      report_.Add("reserved-id", path, {{"id", id}});
    }
    if (!seen_.insert(id).second) report_.Add("duplicate-id", path, {{"id", id}});
    if (id.size() > kMaxIdCharacters) {
      report_.Add("id-too-long", path, {{"id", id}, {"limit", absl::StrCat(kMaxIdCharacters)}});
    } else if (!Fits(id)) {
      report_.Add("malformed-id", path, {{"id", id}});
    }
  }

  void Reserve(const std::set<std::string, std::less<>>& words) { reserved_ = &words; }

  template <typename Map>
  void AddKeys(const Map& map, const std::string& path) {
    for (const std::string& key : KeysIn(map)) {
      Add(key, absl::StrCat(path, ".", key));
    }
  }

 private:
  bool Fits(std::string_view id) const {
    if (form_ == Form::kLoose) return IsLooseId(id);
    return form_ == Form::kPlain ? IsPlainId(id) : IsDottedId(id);
  }

  Report& report_;
  Form form_;
  std::set<std::string> seen_;
  const std::set<std::string, std::less<>>* reserved_ = nullptr;
};

void CheckSteps(const TemplateIndex& index, Report& report) {
  Ids steps(report, Form::kDotted);
  steps.Reserve(kAnchors);
  for (const StepPlace& place : index.steps()) {
    steps.Add(place.step->id(), place.path + (place.step->id().empty() ? "" : ".id"));
    Ids items(report, Form::kPlain);
    for (int i = 0; i < place.step->items_size(); ++i) {
      const std::string path = absl::StrCat(place.path, ".items[", i, "]");
      const std::string& id = place.step->items(i).id();
      if (id == "first" || id == "last" || id == "next") {
        report.Add("reserved-id", path, {{"id", id}});
      }
      // A parameter of a module stands for items still to come.
      if (index.IsModule() && id.starts_with("$")) continue;
      items.Add(id, path);
    }
    Ids(report, Form::kLoose).AddKeys(place.step->record(), place.path + ".record");
  }
}

void CheckFormIds(const TemplateIndex& index, Report& report) {
  Ids(report, Form::kDotted).AddKeys(index.spec().forms(), "forms");
  for (const auto& [name, form] : index.spec().forms()) {
    Ids questions(report, Form::kPlain);
    for (int q = 0; q < form.questions_size(); ++q) {
      const std::string path = absl::StrCat("forms.", name, ".questions[", q, "]");
      questions.Add(form.questions(q).id(), path);
      Ids options(report, Form::kLoose);
      for (int o = 0; o < form.questions(q).choice().options_size(); ++o) {
        options.Add(form.questions(q).choice().options(o).id(),
                    absl::StrCat(path, ".choice.options[", o, "]"));
      }
    }
  }
}

}  // namespace

void CheckIds(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  if (spec.template_().empty() == spec.module().empty()) {
    report.Add("template-or-module", spec.module().empty() ? "" : "module");
  } else {
    Ids(report, Form::kPlain)
        .Add(index.IsModule() ? spec.module() : spec.template_(),
             index.IsModule() ? "module" : "template");
  }
  if (const auto origin = ParseVersionReference(spec.variant_of());
      !spec.variant_of().empty() && (!origin || origin->version == 0)) {
    report.Add("malformed-version", "variant_of", {{"reference", spec.variant_of()}});
  }
  Ids phases(report, Form::kDotted);
  for (int p = 0; p < spec.phases_size(); ++p) {
    phases.Add(spec.phases(p).id(), absl::StrCat("phases[", p, "]"));
  }
  CheckSteps(index, report);
  Ids ends(report, Form::kDotted);
  for (int e = 0; e < spec.ends_size(); ++e) {
    ends.Add(spec.ends(e).id(), absl::StrCat("ends[", e, "]"));
    Ids(report, Form::kDotted)
        .AddKeys(spec.ends(e).requirements(), absl::StrCat("ends[", e, "].requires"));
  }
  Ids(report, Form::kLoose).AddKeys(spec.params(), "params");
  Ids(report, Form::kPlain).AddKeys(spec.people().tracks(), "people.tracks");
  Ids roles(report, Form::kPlain), links(report, Form::kPlain);
  roles.Reserve(kActors);
  roles.AddKeys(spec.people().roles(), "people.roles");
  links.Reserve(kActors);
  links.AddKeys(spec.links(), "links");
  Ids(report, Form::kDotted).AddKeys(spec.facts(), "facts");
  CheckFormIds(index, report);
}

}  // namespace kasvu::workflows
