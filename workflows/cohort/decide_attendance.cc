#include <algorithm>
#include <utility>

#include "errors/error.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/occurrences.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/roll.h"
#include "workflows/cohort/session_leaders.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::GroupState;
using storage::v1::Occurrence;
using storage::v1::StepRecord;
using storage::v1::StepState;

// When it was held: as said, as said before, or as planned. OCCURRED_IN_FUTURE also when there is
// no date to go by yet.
absl::StatusOr<absl::Time> HeldAt(const View& view, const RecordAttendance& command,
                                  const Occurrence& occurrence) {
  if (command.occurred.has_value()) return OccurredAt(view, command.occurred);
  if (occurrence.state() == storage::v1::OCCURRENCE_STATE_HELD) {
    return absl::FromUnixMicros(occurrence.held_at());
  }
  if (occurrence.starts_at() == 0) return OccurredInFuture(absl::InfiniteFuture(), view.now);
  return OccurredAt(view, absl::FromUnixMicros(occurrence.starts_at()));
}

// What becomes of somebody's record of the session: nothing when it says so already, or when it
// settles an absence in her favour.
std::optional<Event> RecordOf(const View& view, const std::string& key, uint32_t enrolment,
                              StepState state, absl::Time held) {
  const auto& steps = view.image.enrolments.at(enrolment).steps();
  const StepRecord* record = FindStep(steps, key);
  Event event = EventOf(EnrolmentOf(enrolment), held);
  if (record == nullptr || record->state() == storage::v1::STEP_STATE_UNSPECIFIED) {
    event.mutable_step_recorded()->set_key(key);
    event.mutable_step_recorded()->set_state(state);
    event.mutable_step_recorded()->set_via(storage::v1::VIA_WORK);
    return event;
  }
  const bool excused = record->state() == storage::v1::STEP_STATE_WAIVED ||
                       record->via() == storage::v1::VIA_MAKE_UP;
  if (record->state() == state || (state == storage::v1::STEP_STATE_MISSED && excused)) {
    return std::nullopt;
  }
  event.mutable_step_corrected()->set_key(key);
  event.mutable_step_corrected()->set_state(state);
  event.mutable_step_corrected()->set_reason("attendance");
  return event;
}

// The missed session for which the one of `key` makes up, settled by being there.
std::optional<Event> MadeUp(const View& view, const std::string& key, uint32_t enrolment,
                            absl::Time held) {
  const ProgramStep* step = view.program.FindStep(key);
  if (step == nullptr || step->step->makes_up().empty()) return std::nullopt;
  const size_t item = key.find('/');
  const std::string missed =
      step->step->makes_up() + (item == std::string::npos ? "" : key.substr(item));
  const auto slot = FindSlot(view, EnrolmentOf(enrolment), missed);
  if (!slot.has_value() || slot->state != storage::v1::STEP_STATE_MISSED) return std::nullopt;
  Event event = EventOf(EnrolmentOf(enrolment), held);
  event.mutable_step_made_up()->set_key(missed);
  event.mutable_step_made_up()->set_by(key);
  return event;
}

// The session's own event, unless it says nothing new.
std::optional<Event> Held(const Occurrence& occurrence, uint32_t group, const Roll& roll,
                          absl::Time held) {
  const auto present = static_cast<uint32_t>(roll.present.size());
  const auto absent = static_cast<uint32_t>(roll.absent.size());
  if (occurrence.state() == storage::v1::OCCURRENCE_STATE_HELD &&
      occurrence.held_at() == absl::ToUnixMicros(held) && occurrence.present() == present &&
      occurrence.absent() == absent) {
    return std::nullopt;
  }
  Event event = EventOf(GroupOf(group), held);
  event.mutable_session_held()->set_key(occurrence.key());
  event.mutable_session_held()->set_present(present);
  event.mutable_session_held()->set_absent(absent);
  return event;
}

// The note belongs to the group, so it stands in the group's own record of the session.
Event Noted(const RecordAttendance& command, absl::Time held) {
  Event event = EventOf(GroupOf(command.group), held);
  event.mutable_step_recorded()->set_key(command.key);
  event.mutable_step_recorded()->set_state(storage::v1::STEP_STATE_DONE);
  event.mutable_step_recorded()->set_via(storage::v1::VIA_WORK);
  *event.mutable_step_recorded()->mutable_work()->mutable_sealed() = command.note;
  return event;
}

void AddRecords(const View& view, const std::string& key, const Roll& roll, absl::Time held,
                std::vector<Event>& events) {
  const auto add = [&](std::optional<Event> event) {
    if (event.has_value()) events.push_back(*std::move(event));
  };
  for (const uint32_t enrolment : roll.present) {
    add(RecordOf(view, key, enrolment, storage::v1::STEP_STATE_DONE, held));
    add(MadeUp(view, key, enrolment, held));
  }
  for (const uint32_t enrolment : roll.absent) {
    add(RecordOf(view, key, enrolment, storage::v1::STEP_STATE_MISSED, held));
  }
}

}  // namespace

Decided DecideOn(const View& view, const RecordAttendance& command, const Doer& doer) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const GroupState* group, GroupIn(view, command.group));
  KASVU_ASSIGN_OR_RETURN(const Occurrence* occurrence, OccurrenceIn(*group, command.key));
  KASVU_RETURN_IF_ERROR(CheckLeads(view, command.group, command.key, doer));
  if (occurrence->state() == storage::v1::OCCURRENCE_STATE_CANCELLED) {
    return SessionCancelled(command.key);
  }
  KASVU_ASSIGN_OR_RETURN(const absl::Time held, HeldAt(view, command, *occurrence));
  KASVU_ASSIGN_OR_RETURN(const Roll roll, CallRoll(view, *group, command, held));
  Decision decision;
  if (auto event = Held(*occurrence, command.group, roll, held)) {
    decision.events.push_back(*std::move(event));
  }
  if (!command.note.subject().empty()) decision.events.push_back(Noted(command, held));
  // Of a session that is the group's or the cohort's own, nobody has a record of her own.
  const ProgramStep* step = view.program.FindStep(command.key);
  if (step == nullptr || step->owner == storage::v1::OWNER_ENROLMENT) {
    AddRecords(view, command.key, roll, held, decision.events);
  }
  return decision;
}

}  // namespace kasvu::workflows
