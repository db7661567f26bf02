#include "workflows/cohort/roll.h"

#include <algorithm>
#include <vector>

#include "workflows/cohort/errors.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;

bool IsIn(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_PAUSED;
}

// Whether her clock stood at `held`.
bool WasPaused(const EnrolmentState& enrolment, int64_t held) {
  if (enrolment.paused_at() != 0 && enrolment.paused_at() <= held) return true;
  return std::any_of(enrolment.pauses().begin(), enrolment.pauses().end(),
                     [held](const auto& one) { return one.from() <= held && held < one.until(); });
}

// Whether somebody who has ended was still in when the session was held; the last one may have been
// what she ended with.
bool HadNotEnded(const EnrolmentState& enrolment, int64_t held) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED && enrolment.accepted_at() != 0 &&
         held <= enrolment.ended_at();
}

// Whether anybody of the group had been accepted at `held`.
bool AnybodyWasIn(const View& view, const storage::v1::GroupState& group, int64_t held) {
  return std::any_of(group.members().begin(), group.members().end(), [&](const uint32_t member) {
    const auto found = view.image.enrolments.find(member);
    if (found == view.image.enrolments.end()) return false;
    const int64_t accepted = found->second.accepted_at();
    return accepted != 0 && accepted <= held;
  });
}

class RollCall {
 public:
  RollCall(const View& view, const storage::v1::GroupState& group, const RecordAttendance& command,
           absl::Time held)
      : view_(view),
        command_(command),
        held_(absl::ToUnixMicros(held)),
        entered_afterwards_(!AnybodyWasIn(view, group, held_)) {
    const ProgramStep* step = view.program.FindStep(command.key);
    if (step == nullptr) return;
    track_ = step->step->for_();
    conditional_ = step->step->has_when() || (step->phase != nullptr && step->phase->has_opens());
  }

  // False when `member` was named present and cannot have been there.
  bool Call(uint32_t member) {
    const bool present = command_.present.has_value() && command_.present->count(member) > 0;
    const bool named = present || command_.absent.count(member) > 0;
    const auto found = view_.image.enrolments.find(member);
    if (found == view_.image.enrolments.end()) return !named;
    const EnrolmentState& enrolment = found->second;
    if (!IsIn(enrolment) && !HadNotEnded(enrolment, held_)) return !present;
    if (!named && !IsFor(enrolment)) return true;
    (WasThere(enrolment, present) ? roll.present : roll.absent).insert(member);
    return true;
  }

  Roll roll;

 private:
  bool IsFor(const EnrolmentState& enrolment) const {
    if (!track_.empty() && enrolment.track() != track_) return false;
    if (!conditional_) return true;
    const auto slot = FindSlot(view_, EnrolmentOf(enrolment.ordinal()), command_.key);
    return !slot.has_value() || slot->state != storage::v1::STEP_STATE_NOT_APPLICABLE;
  }

  bool WasThere(const EnrolmentState& enrolment, bool named_present) const {
    if (command_.present.has_value()) return named_present;
    if (command_.absent.count(enrolment.ordinal()) > 0 || WasPaused(enrolment, held_)) return false;
    return entered_afterwards_ || enrolment.accepted_at() <= held_;
  }

  const View& view_;
  const RecordAttendance& command_;
  const int64_t held_;
  const bool entered_afterwards_;
  std::string track_;
  bool conditional_ = false;
};

}  // namespace

absl::StatusOr<Roll> CallRoll(const View& view, const storage::v1::GroupState& group,
                              const RecordAttendance& command, absl::Time held) {
  std::set<uint32_t> strangers = command.absent;
  if (command.present.has_value()) {
    strangers.insert(command.present->begin(), command.present->end());
  }
  RollCall call(view, group, command, held);
  for (const uint32_t member : group.members()) {
    if (call.Call(member)) strangers.erase(member);
  }
  if (!strangers.empty()) {
    return NotInGroup({strangers.begin(), strangers.end()}, group.ordinal());
  }
  return std::move(call.roll);
}

}  // namespace kasvu::workflows
