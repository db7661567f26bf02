#include "workflows/cohort/settle_aftercare.h"

#include <algorithm>
#include <utility>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

constexpr absl::Duration kPatience = absl::Hours(24 * 30);

// When nobody waits for the slot any more; nothing as long as that is open. What closes without
// anybody's doing is known beforehand, settled or not.
std::optional<absl::Time> LetGo(const SlotView& slot, const Zone& zone) {
  if (IsSettled(slot.state)) return slot.settled_at.value_or(absl::InfinitePast());
  if (slot.close) {
    const std::optional<Due> closing = ClosingOf(slot, zone, {});
    if (!closing || closing->event.has_step_escalated()) return std::nullopt;
    return closing->at;
  }
  if (slot.due) return *slot.due + kPatience;
  return std::nullopt;
}

}  // namespace

std::optional<Due> EndOfAftercare(Evaluation& evaluation) {
  const CohortImage& image = evaluation.view().image;
  if (image.cohort.stage() != storage::v1::COHORT_STAGE_AFTERCARE) return std::nullopt;
  if (image.enrolments.size() != image.cohort.enrolments()) return std::nullopt;
  absl::Time at = FromMicros(image.cohort.closed_at());
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    for (const SlotView& slot : SlotsOf(evaluation, EnrolmentOf(ordinal))) {
      if (slot.step->step->on_end_size() == 0) continue;
      const std::optional<absl::Time> let_go = LetGo(slot, evaluation.view().program.zone());
      if (!let_go) return std::nullopt;
      at = std::max(at, *let_go);
    }
  }
  storage::v1::Event event = EventOf(TheCohort(), at);
  event.mutable_cohort_closed()->set_aftercare(false);
  return Due{at, std::move(event)};
}

}  // namespace kasvu::workflows
