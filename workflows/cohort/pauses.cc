#include "workflows/cohort/pauses.h"

#include <optional>
#include <utility>

#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;
using storage::v1::StepRecord;
using storage::v1::StepRescheduled;

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

// What is recorded on an enrolment or link.
const google::protobuf::RepeatedPtrField<StepRecord>& RecordsOf(const CohortImage& image,
                                                                OwnerRef owner) {
  return owner.owner == storage::v1::OWNER_LINK ? image.links.at(owner.ordinal).steps()
                                                : image.enrolments.at(owner.ordinal).steps();
}

// As much of the view's image as the enrolment's own steps are read from.
CohortImage Around(const View& view, const EnrolmentState& enrolment) {
  CohortImage image;
  image.cohort = view.image.cohort;
  image.groups = view.image.groups;
  const auto add = [&](const auto& refs) {
    for (const auto& ref : refs) {
      const auto link = view.image.links.find(ref.ordinal());
      if (link != view.image.links.end()) image.links.insert(*link);
    }
  };
  add(enrolment.links());
  const auto group = image.groups.find(enrolment.group());
  if (group != image.groups.end()) add(group->second.links());
  image.enrolments[enrolment.ordinal()] = enrolment;
  return image;
}

}  // namespace

std::vector<Event> ClosesUndone(const View& view, OwnerRef owner, absl::Time from,
                                const std::string& reason) {
  std::vector<Event> corrections;
  for (const StepRecord& record : RecordsOf(view.image, owner)) {
    if (!SettledByTime(record) || record.occurred_at() <= absl::ToUnixMicros(from)) continue;
    Event event = EventOf(owner, view.now);
    event.mutable_step_corrected()->set_key(record.key());
    event.mutable_step_corrected()->set_reason(reason);
    corrections.push_back(std::move(event));
  }
  return corrections;
}

std::vector<StepRescheduled> DatesAfterPause(const View& view, OwnerRef owner, absl::Time from,
                                             absl::Time until) {
  const View then{view.program, view.image, from, view.pins};
  std::vector<StepRescheduled> moved;
  for (const SlotView& slot : SlotsOf(SeenBy(then, owner), owner)) {
    if (IsSettled(slot.state) || slot.step->step->has_session()) continue;
    StepRescheduled move;
    move.set_key(slot.key);
    move.set_due_at(Later(slot.due, from, until - from));
    move.set_close_at(Later(slot.close, from, until - from));
    if (move.due_at() != 0 || move.close_at() != 0) moved.push_back(std::move(move));
  }
  return moved;
}

std::vector<Event> ReturnOf(const View& view, const EnrolmentState& enrolment,
                            absl::Time occurred) {
  const OwnerRef owner = EnrolmentOf(enrolment.ordinal());
  Event event = EventOf(owner, occurred);
  event.mutable_enrolment_returned()->set_away_from(enrolment.ended_at());
  const bool paused = enrolment.ended_from() == storage::v1::ENROLMENT_STAGE_PAUSED;
  const absl::Time from = absl::FromUnixMicros(paused && !enrolment.pauses().empty()
                                                   ? enrolment.pauses().rbegin()->from()
                                                   : enrolment.ended_at());
  // Out of her end nothing is asked of her: her steps are looked at as if she had come back.
  CohortImage back = Around(view, enrolment);
  Apply(back, event);
  const View present{view.program, back, view.now, view.pins};
  for (StepRescheduled& move : DatesAfterPause(present, owner, from, occurred)) {
    *event.mutable_enrolment_returned()->add_moved() = std::move(move);
  }
  std::vector<Event> events =
      ClosesUndone(view, owner, absl::FromUnixMicros(enrolment.ended_at()), "returned");
  events.insert(events.begin(), std::move(event));
  return events;
}

}  // namespace kasvu::workflows
