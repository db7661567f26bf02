#include <algorithm>
#include <iterator>
#include <utility>

#include "errors/error.h"
#include "workflows/cohort/applicants.h"
#include "workflows/cohort/apply.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/link_pauses.h"
#include "workflows/cohort/pauses.h"
#include "workflows/cohort/places.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: its stages are what this file is about

using Stages = std::vector<EnrolmentStage>;

// The stages from which somebody may make `move`.
Stages MayCome(Move move) {
  switch (move) {
    case Move::kWaitlist:
      return {ENROLMENT_STAGE_APPLIED};
    case Move::kPause:
      return {ENROLMENT_STAGE_ACTIVE};
    case Move::kResume:
      return {ENROLMENT_STAGE_PAUSED};
    case Move::kWithdraw:
      return {ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_WAITLISTED, ENROLMENT_STAGE_ACCEPTED,
              ENROLMENT_STAGE_ACTIVE, ENROLMENT_STAGE_PAUSED};
    case Move::kReturn:
      return {ENROLMENT_STAGE_ENDED};
  }
  return {};
}

// The last time that the enrolment came into another stage: nothing goes behind that.
absl::Time LastMove(const EnrolmentState& enrolment) {
  int64_t last = std::max({enrolment.applied_at(), enrolment.accepted_at(), enrolment.joined_at(),
                           enrolment.paused_at(), enrolment.ended_at()});
  for (const Pause& pause : enrolment.pauses()) last = std::max(last, pause.until());
  return absl::FromUnixMicros(last);
}

bool LeftByHerself(const EnrolmentState& enrolment) {
  return enrolment.end_kind() == kasvu::v1::END_KIND_WITHDRAWN ||
         enrolment.end_kind() == kasvu::v1::END_KIND_CANCELLED;
}

// Whether the decision that kept her out has been corrected since.
bool IsNoLongerDeclined(const View& view, const EnrolmentState& enrolment) {
  if (!WasKeptOut(enrolment)) return false;
  Evaluation evaluation(view);
  return !DeclineOf(evaluation, enrolment.ordinal());
}

// Whether she may come back: she left by herself or was declined by mistake, is not enrolled anew,
// and there is a place for her if she held one.
absl::Status MayReturn(const View& view, const EnrolmentState& enrolment) {
  if (!LeftByHerself(enrolment) && !IsNoLongerDeclined(view, enrolment))
    return WrongState(enrolment, MayCome(Move::kReturn));
  for (const auto& [ordinal, other] : view.image.enrolments) {
    if (other.stage() != ENROLMENT_STAGE_ENDED && other.person() == enrolment.person()) {
      return AlreadyEnrolled(ordinal);
    }
  }
  const bool held_place = enrolment.ended_from() != ENROLMENT_STAGE_APPLIED &&
                          enrolment.ended_from() != ENROLMENT_STAGE_WAITLISTED;
  return held_place ? PlaceFor(view, 1) : absl::OkStatus();
}

void SetEnd(const EnrolmentState& enrolment, const std::string& reason,
            storage::v1::EnrolmentEnded& ended) {
  const bool active =
      enrolment.stage() == ENROLMENT_STAGE_ACTIVE || enrolment.stage() == ENROLMENT_STAGE_PAUSED;
  ended.set_end(active ? "withdrawn" : "cancelled");
  ended.set_kind(active ? kasvu::v1::END_KIND_WITHDRAWN : kasvu::v1::END_KIND_CANCELLED);
  ended.set_reason(reason);
}

std::vector<Event> EventsOf(const View& view, const MoveStage& command,
                            const EnrolmentState& enrolment, absl::Time occurred) {
  if (command.move == Move::kReturn) return ReturnOf(view, enrolment, occurred);
  const OwnerRef owner = EnrolmentOf(command.enrolment);
  Event event = EventOf(owner, occurred);
  std::vector<Event> more;
  switch (command.move) {
    case Move::kWaitlist:
      event.mutable_enrolment_waitlisted();
      break;
    case Move::kPause:
      event.mutable_enrolment_paused()->set_reason(command.reason);
      more = ClosesUndone(view, owner, occurred, "paused");
      break;
    case Move::kResume:
      event.mutable_enrolment_resumed();
      for (StepRescheduled& move :
           DatesAfterPause(view, owner, absl::FromUnixMicros(enrolment.paused_at()), occurred)) {
        *event.mutable_enrolment_resumed()->add_moved() = std::move(move);
      }
      break;
    case Move::kWithdraw:
      SetEnd(enrolment, command.reason, *event.mutable_enrolment_ended());
      more = ClosesUndone(view, owner, occurred, "withdrawn");
      break;
    case Move::kReturn:
      break;
  }
  more.insert(more.begin(), std::move(event));
  return more;
}

// The links that the enrolment is in stop and go on with it.
void AddLinks(const View& view, EnrolmentState enrolment, absl::Time occurred,
              std::vector<Event>& events) {
  Apply(enrolment, events.front());
  std::vector<Event> links = LinksAfter(view, enrolment, occurred);
  events.insert(events.end(), std::make_move_iterator(links.begin()),
                std::make_move_iterator(links.end()));
}

}  // namespace

Decided DecideOn(const View& view, const MoveStage& command, const Doer& doer) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const EnrolmentState* enrolment, EnrolmentIn(view, command.enrolment));
  if (command.move == Move::kWithdraw && !Coordinates(doer) && doer.person != enrolment->person()) {
    return NotYoursToDo("participants withdraw themselves, or their coordinator withdraws them");
  }
  const Stages may = MayCome(command.move);
  if (std::find(may.begin(), may.end(), enrolment->stage()) == may.end()) {
    return WrongState(*enrolment, may);
  }
  KASVU_ASSIGN_OR_RETURN(const absl::Time occurred, OccurredAt(view, command.occurred));
  if (const absl::Time last = LastMove(*enrolment); occurred < last) {
    return OccurredTooEarly(occurred, last);
  }
  if (command.move == Move::kReturn) KASVU_RETURN_IF_ERROR(MayReturn(view, *enrolment));
  Decision decision{EventsOf(view, command, *enrolment, occurred), {}};
  AddLinks(view, *enrolment, occurred, decision.events);
  return decision;
}

}  // namespace kasvu::workflows
