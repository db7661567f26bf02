#include "workflows/cohort/reschedule.h"

#include <map>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::GroupState;
using storage::v1::Occurrence;

// What the group would plan if the cohort started on `start`.
std::vector<Occurrence> PlanFrom(const View& view, const GroupState& group, int32_t start) {
  storage::v1::CohortState cohort = view.image.cohort;
  cohort.set_start_date(start);
  return PlanSessions(view.program, cohort, absl::FromUnixMicros(group.formed_at()));
}

std::map<std::string, int64_t> StartsOf(const std::vector<Occurrence>& plan) {
  std::map<std::string, int64_t> starts;
  for (const Occurrence& occurrence : plan) starts[occurrence.key()] = occurrence.starts_at();
  return starts;
}

// `instant` so many local days later, at the same time on local clocks.
int64_t Shifted(const Zone& zone, int64_t instant, int64_t days) {
  const absl::CivilMinute minute = zone.MinuteAt(absl::FromUnixMicros(instant));
  const absl::CivilDay day = absl::CivilDay(minute) + days;
  return absl::ToUnixMicros(zone.InstantOf(
      absl::CivilMinute(day.year(), day.month(), day.day(), minute.hour(), minute.minute())));
}

// Where an occurrence goes that the old plan had at `before` and the new one has at `after`; 0 in a
// plan is no date. What somebody has dated or moved keeps its distance.
int64_t NewStart(const Zone& zone, const Occurrence& occurrence, int64_t before, int64_t after,
                 int64_t days_between_starts) {
  if (before == 0 || after == 0) {
    return Shifted(zone, occurrence.starts_at(), days_between_starts);
  }
  return Shifted(
      zone, occurrence.starts_at(),
      zone.DayAt(absl::FromUnixMicros(after)) - zone.DayAt(absl::FromUnixMicros(before)));
}

Event Moved(const Event& empty, const Occurrence& occurrence, int64_t starts_at) {
  Event event = empty;
  event.mutable_session_moved()->set_key(occurrence.key());
  event.mutable_session_moved()->set_starts_at(starts_at);
  event.mutable_session_moved()->set_ends_at(starts_at + occurrence.ends_at() -
                                             occurrence.starts_at());
  return event;
}

Event Cancelled(const Event& empty, const Occurrence& occurrence) {
  Event event = empty;
  event.mutable_session_cancelled()->set_key(occurrence.key());
  event.mutable_session_cancelled()->set_reason("rescheduled");
  return event;
}

}  // namespace

std::vector<Event> SessionChanges(const View& view, const GroupState& group, int32_t start) {
  const Zone& zone = view.program.zone();
  const std::map<std::string, int64_t> before =
      StartsOf(PlanFrom(view, group, view.image.cohort.start_date()));
  const std::vector<Occurrence> plan = PlanFrom(view, group, start);
  std::map<std::string, int64_t> after = StartsOf(plan);
  const int64_t days = int64_t{start} - view.image.cohort.start_date();
  const Event empty = EventOf(GroupOf(group.ordinal()), view.now);

  std::vector<Event> changes;
  for (const Occurrence& occurrence : group.occurrences()) {
    const auto will = after.find(occurrence.key());
    const bool stays = will != after.end();
    const int64_t planned = stays ? will->second : 0;
    if (stays) after.erase(will);
    if (occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED) continue;
    if (!stays) {
      changes.push_back(Cancelled(empty, occurrence));
      continue;
    }
    const auto was = before.find(occurrence.key());
    const int64_t starts_at =
        NewStart(zone, occurrence, was == before.end() ? 0 : was->second, planned, days);
    if (starts_at != occurrence.starts_at()) changes.push_back(Moved(empty, occurrence, starts_at));
  }
  if (after.empty()) return changes;
  changes.push_back(empty);
  for (const Occurrence& occurrence : plan) {
    if (after.count(occurrence.key()) == 0) continue;
    *changes.back().mutable_sessions_planned()->add_occurrences() = occurrence;
  }
  return changes;
}

}  // namespace kasvu::workflows
