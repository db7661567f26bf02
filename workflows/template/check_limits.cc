#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/limits.h"
#include "workflows/template/message_walk.h"
#include "workflows/template/utf8.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::Message;

class Limits {
 public:
  explicit Limits(Report& report) : report_(report) {}

  void AtMost(int limit, int count, std::string_view code, const std::string& path) {
    if (count <= limit) return;
    report_.Add(code, path, {{"count", absl::StrCat(count)}, {"limit", absl::StrCat(limit)}});
  }

  void Part(const Message& part, const std::string& path) {
    const std::string& type = part.GetDescriptor()->name();
    if (type == "Text") return InText(static_cast<const kasvu::v1::Text&>(part), path);
    if (type == "Step") return InStep(static_cast<const kasvu::v1::Step&>(part), path);
    if (type == "Item") {
      const auto& item = static_cast<const kasvu::v1::Item&>(part);
      AtMost(kMaxAgendaLines, item.agenda_size(), "too-many-agenda-lines", path + ".agenda");
      AtMost(kMaxPrerequisites, item.needs_size(), "too-many-prerequisites", path + ".needs");
      AtMost(kMaxPrerequisites, item.after_size(), "too-many-prerequisites", path + ".after");
    } else if (type == "Phase") {
      const auto& phase = static_cast<const kasvu::v1::Phase&>(part);
      AtMost(kMaxPrerequisites, phase.needs_size(), "too-many-prerequisites", path + ".needs");
    } else if (type == "Fact") {
      const auto& fact = static_cast<const kasvu::v1::Fact&>(part);
      AtMost(kMaxFactValues, fact.values_size() + static_cast<int>(fact.bands_size()),
             "too-many-values", path);
    } else if (type == "End") {
      const auto& end = static_cast<const kasvu::v1::End&>(part);
      AtMost(kMaxRequirements, static_cast<int>(end.requirements_size()), "too-many-requirements",
             path + ".requires");
    } else if (type == "Form") {
      const auto& form = static_cast<const kasvu::v1::Form&>(part);
      AtMost(kMaxQuestions, form.questions_size(), "too-many-questions", path + ".questions");
    } else if (type == "Choice") {
      const auto& choice = static_cast<const kasvu::v1::Choice&>(part);
      AtMost(kMaxOptions, choice.options_size(), "too-many-options", path + ".options");
    } else if (type == "Condition") {
      AtMost(kMaxConditionDepth, Depth(static_cast<const kasvu::v1::Condition&>(part), 1),
             "condition-too-deep", path);
    }
  }

 private:
  void InText(const kasvu::v1::Text& text, const std::string& path) {
    for (const auto& [language, words] : text.by_language()) {
      AtMost(kMaxTextCharacters, Characters(words), "text-too-long",
             absl::StrCat(path, ".", language));
    }
  }

  void InStep(const kasvu::v1::Step& step, const std::string& path) {
    AtMost(kMaxAgendaLines, step.agenda_size(), "too-many-agenda-lines", path + ".agenda");
    AtMost(kMaxFields, static_cast<int>(step.record_size()), "too-many-fields", path + ".record");
    AtMost(kMaxPrerequisites, step.needs_size(), "too-many-prerequisites", path + ".needs");
    AtMost(kMaxPrerequisites, step.after_size(), "too-many-prerequisites", path + ".after");
    AtMost(kMaxItems, step.items_size(), "too-many-items", path + ".items");
    AtMost(kMaxItems, step.times().value(), "too-many-items", path + ".times");
    AtMost(kMaxItems, step.up_to().value(), "too-many-items", path + ".up_to");
  }

  static int Depth(const kasvu::v1::Condition& condition, int depth) {
    int deepest = depth;
    for (const auto& inner : condition.all()) deepest = std::max(deepest, Depth(inner, depth + 1));
    for (const auto& inner : condition.any()) deepest = std::max(deepest, Depth(inner, depth + 1));
    if (condition.has_not_()) deepest = std::max(deepest, Depth(condition.not_(), depth + 1));
    return deepest;
  }

  Report& report_;
};

}  // namespace

void CheckLimits(const TemplateIndex& index, Report& report) {
  const kasvu::v1::TemplateSpec& spec = index.spec();
  Limits limits(report);
  limits.AtMost(kMaxSteps, static_cast<int>(index.steps().size()), "too-many-steps",
                index.IsModule() ? "steps" : "phases");
  limits.AtMost(kMaxPhases, spec.phases_size(), "too-many-phases", "phases");
  limits.AtMost(kMaxFacts, static_cast<int>(spec.facts_size()), "too-many-facts", "facts");
  limits.AtMost(kMaxLanguages, spec.languages_size(), "too-many-languages", "languages");
  limits.AtMost(kMaxParams, static_cast<int>(spec.params_size()), "too-many-params", "params");
  limits.AtMost(kMaxRoles, static_cast<int>(spec.people().roles_size()), "too-many-roles",
                "people.roles");
  limits.AtMost(kMaxTracks, static_cast<int>(spec.people().tracks_size()), "too-many-tracks",
                "people.tracks");
  limits.AtMost(kMaxLinks, static_cast<int>(spec.links_size()), "too-many-links", "links");
  limits.AtMost(kMaxEnds, spec.ends_size(), "too-many-ends", "ends");
  limits.AtMost(kMaxForms, static_cast<int>(spec.forms_size()), "too-many-forms", "forms");
  // A hundred thousand steps are not looked at one by one.
  if (HasErrors(report.findings())) return;
  int slots = 0;
  for (const StepPlace& place : index.steps()) {
    slots += std::max<int>(1, static_cast<int>(index.Items(*place.step).size()));
  }
  limits.AtMost(kMaxSlots, slots, "too-many-slots", index.IsModule() ? "steps" : "phases");
  VisitParts(spec, "",
             [&](const Message& part, const std::string& path) { limits.Part(part, path); });
}

}  // namespace kasvu::workflows
