#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"
#include "workflows/template/required_steps.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

class Rules {
 public:
  Rules(const TemplateIndex& index, Report& report)
      : index_(index), report_(report), required_(RequiredSteps(index)) {}

  void Check(const StepPlace& place) {
    const Step& step = *place.step;
    Step copy = step;
    VisitReferences(
        copy, place.path, [&](ReferenceKind kind, const std::string& path, std::string& word) {
          const bool order = kind == ReferenceKind::kNeeds || kind == ReferenceKind::kAfter;
          if (!order && kind != ReferenceKind::kAnchor) return;
          CheckDirection(step, word, path);
          if (!order) return;
          CheckOrder(step, kind, word, path);
          CheckRolling(step, word, path);
        });
    if (required_.contains(&step) && NeedsSomebodyElse(step) &&
        (!Closes(step) || step.else_() == kasvu::v1::OTHERWISE_UNSPECIFIED)) {
      report_.Add("nobody-else-in-time", place.path, {{"id", step.id()}});
    }
    CheckPhaseNeeds(place);
    CheckActors(place);
  }

  void CheckPhases() {
    const kasvu::v1::TemplateSpec& spec = index_.spec();
    const Step none;
    for (int p = 0; p < spec.phases_size(); ++p) {
      for (int i = 0; i < spec.phases(p).needs_size(); ++i) {
        CheckOrder(none, ReferenceKind::kNeeds, spec.phases(p).needs(i),
                   absl::StrCat("phases[", p, "].needs[", i, "]"));
      }
    }
  }

  // A shared step cannot wait for what one participant answers.
  void CheckFacts() {
    for (const FactReader& reader : FactReaders(index_)) {
      const auto fact = index_.spec().facts().find(reader.fact);
      if (reader.step == nullptr || fact == index_.spec().facts().end()) continue;
      if (fact->second.mean() != kasvu::v1::MEAN_UNSPECIFIED) continue;
      const StepPlace* writer = index_.Find(fact->second.step());
      if (writer == nullptr || writer->step->decision().about() == "enrolments") continue;
      if (index_.OwnerOf(*reader.step->step) <= index_.OwnerOf(*writer->step)) continue;
      report_.Add("flows-upwards", reader.path,
                  {{"id", reader.step->step->id()}, {"other", writer->step->id()}});
    }
  }

 private:
  // Information flows from cohort to group to link to enrolment. Sessions belong to their group.
  void CheckDirection(const Step& step, const std::string& word, const std::string& path) {
    const StepPlace* other = index_.Find(StepPart(word));
    if (other == nullptr || other->step->has_session()) return;
    if (index_.OwnerOf(step) <= index_.OwnerOf(*other->step)) return;
    report_.Add("flows-upwards", path, {{"id", step.id()}, {"other", other->step->id()}});
  }

  void CheckOrder(const Step& step, ReferenceKind kind, const std::string& word,
                  const std::string& path) {
    const StepPlace* other = index_.Find(StepPart(word));
    if (other == nullptr) return;
    if (kind == ReferenceKind::kNeeds && other->step->has_session()) {
      report_.Add("needs-session", path, {{"word", word}});
      return;
    }
    // An optional step settles by itself only if it closes, and a session on its date.
    const bool waits =
        other->step->optional() && !Closes(*other->step) && !other->step->has_session();
    if (waits && !step.optional()) report_.Add("waits-for-optional", path, {{"word", word}});
  }

  // What rolls is never all done; item by item one may wait for it.
  bool CheckRolling(const Step& step, const std::string& word, const std::string& path) {
    const StepPlace* other = index_.Find(StepPart(word));
    if (other == nullptr || other->step == &step || !ItemPart(word).empty()) return false;
    const StepPlace* missed = index_.Find(other->step->makes_up());
    const bool rolls = index_.IsRolling(missed == nullptr ? *other->step : *missed->step);
    if (!rolls || index_.SharesItems(step, *other->step)) return false;
    report_.Add("waits-for-rolling", path, {{"word", word}});
    return true;
  }

  // What a phase needs is waited for by each of its steps, perhaps item by item.
  void CheckPhaseNeeds(const StepPlace& place) {
    if (place.phase == nullptr || place.step->on_end_size() > 0) return;
    for (int i = 0; i < place.phase->needs_size(); ++i) {
      const std::string path = absl::StrCat(place.phase_path, ".needs[", i, "]");
      if (told_.contains(path)) continue;
      if (CheckRolling(*place.step, place.phase->needs(i), path)) told_.insert(path);
    }
  }

  // `at_least` counts those in `any`.
  void CheckActors(const StepPlace& place) {
    const auto& by = place.step->by();
    if (by.at_least() == 0) return;
    if (by.any_size() > 0 && by.at_least() > 0) return;
    report_.Add("at-least-without-any", place.path + ".by", {{"id", place.step->id()}});
  }

  const TemplateIndex& index_;
  Report& report_;
  std::set<const Step*> required_;
  std::set<std::string> told_;  // paths of what phases need
};

}  // namespace

void CheckRules(const TemplateIndex& index, Report& report) {
  Rules rules(index, report);
  for (const StepPlace& place : index.steps()) rules.Check(place);
  rules.CheckPhases();
  rules.CheckFacts();
}

}  // namespace kasvu::workflows
