#include "workflows/template/required_steps.h"

#include <algorithm>
#include <vector>

#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::Step;

bool IsSelf(const std::string& actor) { return actor == "self" || actor == "participant"; }

class Collector {
 public:
  explicit Collector(const TemplateIndex& index) : index_(index) {}

  std::set<const Step*> Run() {
    for (const StepPlace& place : index_.steps()) {
      const Step& step = *place.step;
      const bool counts = index_.OwnerOf(step) == Owner::kEnrolment && !step.optional() &&
                          !step.has_up_to() && step.on_end_size() == 0;
      if (counts) Add(step.id());
    }
    for (const auto& end : index_.spec().ends()) {
      if (end.as() != kasvu::v1::END_KIND_COMPLETED) continue;
      for (const auto& [id, condition] : end.requirements()) Read(condition);
    }
    while (!waiting_.empty()) {
      const StepPlace place = *waiting_.back();
      waiting_.pop_back();
      Follow(place);
    }
    return std::move(required_);
  }

 private:
  void Add(std::string_view reference) {
    const StepPlace* place = index_.Find(StepPart(reference));
    if (place != nullptr && required_.insert(place->step).second) waiting_.push_back(place);
  }

  void Read(const Condition& condition) {
    Condition copy = condition;
    VisitReferences(copy, "", [&](ReferenceKind kind, const std::string&, std::string& word) {
      if (kind == ReferenceKind::kDone || kind == ReferenceKind::kCount) Add(word);
      if (kind != ReferenceKind::kFact) return;
      const auto fact = index_.spec().facts().find(word);
      if (fact != index_.spec().facts().end()) Add(fact->second.step());
    });
  }

  void Follow(const StepPlace& place) {
    for (const std::string& reference : place.step->needs()) Add(reference);
    for (const std::string& reference : place.step->after()) Add(reference);
    for (const auto& item : place.step->items()) {
      for (const std::string& reference : item.needs()) Add(reference);
      for (const std::string& reference : item.after()) Add(reference);
    }
    Read(place.step->when());
    if (place.phase == nullptr) return;
    for (const std::string& reference : place.phase->needs()) Add(reference);
    Read(place.phase->opens());
  }

  const TemplateIndex& index_;
  std::set<const Step*> required_;
  std::vector<const StepPlace*> waiting_;
};

}  // namespace

std::set<const Step*> RequiredSteps(const TemplateIndex& index) { return Collector(index).Run(); }

bool NeedsSomebodyElse(const Step& step) {
  // What may be sent back for more is reviewed by somebody.
  if (step.returns() > 0 && !step.has_decision()) return true;
  const auto& by = step.by();
  if (!std::all_of(by.all().begin(), by.all().end(), IsSelf)) return true;
  if (by.any_size() > 0) {
    const bool alone = std::any_of(by.any().begin(), by.any().end(), IsSelf);
    return !alone || by.at_least() > 1;
  }
  return (step.has_meeting() || step.has_visit()) && !step.with().empty();
}

bool Closes(const Step& step) {
  if (step.has_close()) return true;
  return step.items_size() > 0 && std::all_of(step.items().begin(), step.items().end(),
                                              [](const auto& item) { return item.has_close(); });
}

}  // namespace kasvu::workflows
