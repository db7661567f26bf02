#include "workflows/cohort/settle_closes.h"

#include <algorithm>
#include <utility>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;

constexpr int kCoordinatorDays = 30;

// So many days later by local clocks.
absl::Time DaysLater(const Zone& zone, absl::Time instant, int days) {
  const absl::CivilMinute minute = zone.MinuteAt(instant);
  const absl::CivilDay day = absl::CivilDay(minute) + days;
  return zone.InstantOf(
      absl::CivilMinute(day.year(), day.month(), day.day(), minute.hour(), minute.minute()));
}

// When the coordinator's time for what she got at `escalated` is over.
absl::Time GivenUp(const Zone& zone, absl::Time escalated, const RunningClock& clock) {
  absl::Time end = DaysLater(zone, escalated, kCoordinatorDays);
  if (clock.pauses == nullptr) return end;
  for (const storage::v1::Pause& pause : *clock.pauses) {
    const absl::Time from = std::max(FromMicros(pause.from()), escalated);
    const absl::Time until = FromMicros(pause.until());
    if (from < end && from < until) end += until - from;
  }
  return end;
}

// Whether somebody or the facts had settled it when its close came. What is derived from a fact
// that was written later had not.
bool SettledBy(const SlotView& slot, absl::Time close) {
  if (!IsSettled(slot.state)) return false;
  const bool stored = slot.record != nullptr && IsSettled(slot.record->state());
  return stored || !slot.settled_at || *slot.settled_at <= close;
}

}  // namespace

void KeepEarliest(std::optional<Due>& earliest, std::optional<Due> other) {
  if (other && (!earliest || other->at < earliest->at)) earliest = std::move(other);
}

std::optional<Due> ClosingOf(const SlotView& slot, const Zone& zone, const RunningClock& clock) {
  if (!slot.close) return std::nullopt;
  absl::Time at = std::max(*slot.close, clock.from);
  if (SettledBy(slot, at)) return std::nullopt;
  const auto otherwise = slot.step->step->else_();
  const std::optional<absl::Time> escalated =
      slot.record == nullptr ? std::nullopt : InstantIn(slot.record->escalated_at());
  const bool handed_over = escalated && *escalated >= *slot.close;
  if (otherwise == kasvu::v1::OTHERWISE_ESCALATE && handed_over) {
    at = std::max(GivenUp(zone, *escalated, clock), clock.from);
    if (SettledBy(slot, at)) return std::nullopt;
  }
  Event event = EventOf(slot.owner, at);
  if (otherwise == kasvu::v1::OTHERWISE_WAIVED) {
    event.mutable_step_waived()->set_key(slot.key);
    event.mutable_step_waived()->set_reason("closed");
  } else if (otherwise == kasvu::v1::OTHERWISE_ESCALATE && !handed_over) {
    event.mutable_step_escalated()->set_key(slot.key);
  } else {
    event.mutable_step_missed()->set_key(slot.key);
  }
  return Due{at, std::move(event)};
}

}  // namespace kasvu::workflows
