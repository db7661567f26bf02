#include "workflows/cohort/step_access.h"

#include <string_view>

#include "errors/error.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

// The reason that a step has which was waived by its close.
constexpr std::string_view kWaivedByClose = "closed";

bool IsAftercare(const SlotView& slot) { return slot.step->step->on_end_size() > 0; }

absl::Status CheckGoesOn(const View& view, const SlotView& slot) {
  KASVU_RETURN_IF_ERROR(CheckNotCancelled(view));
  if (!IsAftercare(slot)) KASVU_RETURN_IF_ERROR(GoesOn(view));
  if (slot.owner.owner != storage::v1::OWNER_ENROLMENT) return absl::OkStatus();
  const auto& enrolment = view.image.enrolments.at(slot.owner.ordinal);
  const bool ended = enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED;
  return ended && !IsAftercare(slot) ? EnrolmentEnded(enrolment) : absl::OkStatus();
}

// Whether nobody but the clock has settled it, at a close that lay after `occurred`.
bool ClosedAfter(const SlotView& slot, absl::Time occurred) {
  if (slot.record == nullptr) return false;
  const bool missed =
      slot.state == storage::v1::STEP_STATE_MISSED && slot.record->via() == storage::v1::VIA_TIME;
  const bool waived =
      slot.state == storage::v1::STEP_STATE_WAIVED && slot.record->reason() == kWaivedByClose;
  return (missed || waived) && absl::ToUnixMicros(occurred) <= slot.record->occurred_at();
}

}  // namespace

absl::Status CheckRecordable(const View& view, const SlotView& slot, absl::Time occurred) {
  KASVU_RETURN_IF_ERROR(CheckGoesOn(view, slot));
  if (slot.state == storage::v1::STEP_STATE_NOT_APPLICABLE) return StepNotApplicable(slot.key);
  if (IsSettled(slot.state) && !ClosedAfter(slot, occurred)) {
    return StepSettled(slot.key, slot.state);
  }
  return absl::OkStatus();
}

absl::Status CheckWaivable(const View& view, const SlotView& slot) {
  KASVU_RETURN_IF_ERROR(CheckGoesOn(view, slot));
  return IsSettled(slot.state) ? StepSettled(slot.key, slot.state) : absl::OkStatus();
}

absl::Status CheckNotCancelled(const View& view) {
  return view.image.cohort.stage() == storage::v1::COHORT_STAGE_CANCELLED
             ? CohortOver(view.image.cohort)
             : absl::OkStatus();
}

}  // namespace kasvu::workflows
