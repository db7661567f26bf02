#include "services/engine/reads/work_standing.h"

#include <algorithm>

#include "workflows/cohort/work_rules.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::WorkItem;
using storage::v1::Occurrence;
using workflows::SlotView;

constexpr absl::Duration kSoon = absl::Hours(24 * 7);

// By when it is to be done: at best by its due date, at worst before it closes.
absl::Time DateOf(const SlotView& slot) {
  if (slot.due) return *slot.due;
  return slot.close ? *slot.close : absl::InfiniteFuture();
}

// Whether nothing but its date is between now and its beginning. A session is held all the same
// while somebody has not done what comes before it, but a fact decides whether there is one.
bool ComesByDate(const SlotView& slot) {
  const bool session = slot.step->step->has_session();
  return slot.open && std::all_of(slot.waits_for.begin(), slot.waits_for.end(),
                                  [session](const std::string& key) {
                                    return key == "date" || (session && !key.starts_with("fact:"));
                                  });
}

}  // namespace

std::optional<WorkStanding> StandingOf(const SlotView& slot, absl::Time now, absl::Duration ahead) {
  if (slot.state == storage::v1::STEP_STATE_PENDING) {
    if (!ComesByDate(slot) || *slot.open <= now || *slot.open > now + ahead) return std::nullopt;
    const bool session = slot.step->step->has_session();
    return WorkStanding{WorkItem::URGENCY_COMING, session ? "session" : "opens-soon", *slot.open};
  }
  if (slot.state != storage::v1::STEP_STATE_OPEN &&
      slot.state != storage::v1::STEP_STATE_SUBMITTED) {
    return std::nullopt;
  }
  if (slot.overdue) return WorkStanding{WorkItem::URGENCY_OVERDUE, "due-passed", DateOf(slot)};
  // A due date that passed without making the step overdue (in a pause) presses nobody.
  const absl::Time date = DateOf(slot);
  if (date > now && date <= now + kSoon) {
    return WorkStanding{WorkItem::URGENCY_DUE_SOON, "due-soon", date};
  }
  return WorkStanding{WorkItem::URGENCY_OPEN, "open", date};
}

std::optional<WorkStanding> StandingOf(const Occurrence& occurrence, absl::Time now,
                                       absl::Duration ahead) {
  if (occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED) return std::nullopt;
  if (occurrence.starts_at() == 0) return std::nullopt;
  const absl::Time starts = absl::FromUnixMicros(occurrence.starts_at());
  const absl::Time ends = std::max(starts, absl::FromUnixMicros(occurrence.ends_at()));
  if (ends <= now) return WorkStanding{WorkItem::URGENCY_OVERDUE, "attendance-missing", starts};
  if (starts > now + ahead) return std::nullopt;
  return WorkStanding{WorkItem::URGENCY_COMING, "session", starts};
}

std::string_view AskOf(const SlotView& slot, std::string_view part) {
  if (slot.state == storage::v1::STEP_STATE_PENDING) return {};
  const kasvu::v1::Step& step = *slot.step->step;
  const bool signed_by_some = slot.state == storage::v1::STEP_STATE_SUBMITTED &&
                              slot.record != nullptr && slot.record->signatures_size() > 0;
  if (step.has_agreement() || signed_by_some) return "to-sign";
  const bool handed_in =
      slot.state == storage::v1::STEP_STATE_SUBMITTED && workflows::IsReviewed(step);
  return handed_in || (step.has_task() && part != "self") ? "to-review" : "";
}

}  // namespace kasvu::engine
