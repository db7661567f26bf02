#include "workflows/cohort/ends.h"

#include <algorithm>

#include "workflows/cohort/conditions.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::End;
using storage::v1::EnrolmentState;

OwnerRef EnrolmentRef(uint32_t ordinal) { return {storage::v1::OWNER_ENROLMENT, ordinal}; }

const EnrolmentState* Find(const View& view, uint32_t ordinal) {
  const auto found = view.image.enrolments.find(ordinal);
  return found == view.image.enrolments.end() ? nullptr : &found->second;
}

bool IsFor(const End& end, const EnrolmentState& enrolment) {
  return end.for_().empty() || end.for_() == enrolment.track();
}

// Whether a completion waits for the slot itself. Those of `up_to` and rolling series count only
// where a requirement names them.
bool Awaited(const SlotView& slot) {
  return slot.step->required && !slot.step->up_to && !slot.step->rolling && !slot.optional;
}

// Nothing before somebody has joined or has come to the version that says so, or in the middle of a
// pause that is over.
absl::Time Earliest(const EnrolmentState& enrolment) {
  absl::Time earliest = FromMicros(enrolment.joined_at());
  for (const auto& pause : enrolment.pauses()) {
    earliest = std::max(earliest, FromMicros(pause.until()));
  }
  for (const auto& migration : enrolment.migrations()) {
    earliest = std::max(earliest, FromMicros(migration.at()));
  }
  return earliest;
}

class EndFinder {
 public:
  EndFinder(Evaluation& evaluation, uint32_t enrolment, bool closing)
      : evaluation_(evaluation), owner_(EnrolmentRef(enrolment)), closing_(closing) {}

  // Since when `end` has been reached, or nothing.
  std::optional<absl::Time> Reached(const End& end) {
    absl::Time since = absl::InfinitePast();
    for (const auto& [id, condition] : end.requirements()) {
      const ConditionView view = Evaluate(evaluation_, owner_, condition);
      if (!view.holds()) return std::nullopt;
      since = std::max(since, view.since);
    }
    if (end.as() != kasvu::v1::END_KIND_COMPLETED) return since;
    const std::optional<absl::Time> settled = AllSettled();
    if (!settled) return std::nullopt;
    return std::max(since, *settled);
  }

 private:
  // Since when every slot of the enrolment's own that a completion waits for has settled.
  std::optional<absl::Time> AllSettled() {
    const absl::Time now = evaluation_.view().now;
    absl::Time since = absl::InfinitePast();
    for (const SlotView& slot : SlotsOf(evaluation_, owner_)) {
      if (!Awaited(slot)) continue;
      const bool settled = IsSettled(slot.state) && slot.settled_at.value_or(now) <= now;
      if (!settled && !closing_) return std::nullopt;
      since = std::max(since, settled ? slot.settled_at.value_or(now) : now);
    }
    return since;
  }

  Evaluation& evaluation_;
  OwnerRef owner_;
  bool closing_;
};

}  // namespace

std::optional<ReachedEnd> EndOf(const View& view, uint32_t enrolment, bool closing) {
  Evaluation evaluation(view);
  return EndOf(evaluation, enrolment, closing);
}

std::optional<ReachedEnd> EndOf(Evaluation& evaluation, uint32_t enrolment, bool closing) {
  const View& view = evaluation.view();
  const EnrolmentState* state = Find(view, enrolment);
  if (state == nullptr) return std::nullopt;
  EndFinder finder(evaluation, enrolment, closing);
  const absl::Time earliest = Earliest(*state);
  std::optional<ReachedEnd> first;
  for (const End& end : Governing(view, EnrolmentRef(enrolment)).spec().ends()) {
    if (!IsFor(end, *state)) continue;
    const std::optional<absl::Time> since = finder.Reached(end);
    if (!since) continue;
    const absl::Time at = std::max(*since, earliest);
    if (!first || at < first->at) first = ReachedEnd{end.id(), end.as(), at};
  }
  if (!first && closing) {
    first = ReachedEnd{"incomplete", kasvu::v1::END_KIND_INCOMPLETE, view.now};
  }
  return first;
}

std::vector<RequirementView> RequirementsOf(const View& view, uint32_t enrolment) {
  const EnrolmentState* state = Find(view, enrolment);
  if (state == nullptr) return {};
  Evaluation evaluation(view);
  std::vector<RequirementView> requirements;
  for (const End& end : Governing(view, EnrolmentRef(enrolment)).spec().ends()) {
    if (!IsFor(end, *state)) continue;
    for (const std::string& id : KeysIn(end.requirements())) {
      const ConditionView condition =
          Evaluate(evaluation, EnrolmentRef(enrolment), end.requirements().at(id));
      requirements.push_back({end.id(), id, condition.holds()});
    }
  }
  return requirements;
}

bool IsEngaged(const View& view, uint32_t enrolment) {
  const auto& spec = Governing(view, EnrolmentRef(enrolment)).spec();
  if (!spec.has_engaged()) return true;
  return Evaluate(view, EnrolmentRef(enrolment), spec.engaged()).holds();
}

}  // namespace kasvu::workflows
