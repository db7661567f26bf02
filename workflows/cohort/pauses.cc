#include "workflows/cohort/pauses.h"

#include <optional>
#include <utility>

#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::StepRecord;

bool SettledByTime(const StepRecord& record) {
  return record.state() == storage::v1::STEP_STATE_MISSED
             ? record.via() == storage::v1::VIA_TIME
             : record.state() == storage::v1::STEP_STATE_WAIVED && record.reason() == "closed";
}

// Microseconds; 0 when there is nothing to move.
int64_t Later(const std::optional<absl::Time>& date, absl::Time from, absl::Duration length) {
  if (!date.has_value() || *date <= from || *date == absl::InfiniteFuture()) return 0;
  return absl::ToUnixMicros(*date + length);
}

}  // namespace

std::vector<storage::v1::Event> ClosesUndone(const View& view, const EnrolmentState& enrolment,
                                             absl::Time from) {
  std::vector<storage::v1::Event> corrections;
  for (const StepRecord& record : enrolment.steps()) {
    if (!SettledByTime(record) || record.occurred_at() <= absl::ToUnixMicros(from)) continue;
    storage::v1::Event event = EventOf(EnrolmentOf(enrolment.ordinal()), view.now);
    event.mutable_step_corrected()->set_key(record.key());
    event.mutable_step_corrected()->set_reason("paused");
    corrections.push_back(std::move(event));
  }
  return corrections;
}

std::vector<storage::v1::StepRescheduled> DatesAfterPause(const View& view,
                                                          const EnrolmentState& enrolment,
                                                          absl::Time until) {
  const absl::Time from = absl::FromUnixMicros(enrolment.paused_at());
  const View then{view.program, view.image, from, view.pins};
  std::vector<storage::v1::StepRescheduled> moved;
  for (const SlotView& slot : SlotsOf(then, EnrolmentOf(enrolment.ordinal()))) {
    if (IsSettled(slot.state) || slot.step->step->has_session()) continue;
    storage::v1::StepRescheduled move;
    move.set_key(slot.key);
    move.set_due_at(Later(slot.due, from, until - from));
    move.set_close_at(Later(slot.close, from, until - from));
    if (move.due_at() != 0 || move.close_at() != 0) moved.push_back(std::move(move));
  }
  return moved;
}

}  // namespace kasvu::workflows
