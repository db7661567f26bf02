#include "workflows/cohort/apply.h"
#include "workflows/cohort/apply_links.h"
#include "workflows/cohort/apply_migrated.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;

void Enrol(const Event& event, EnrolmentState& enrolment) {
  const auto& applied = event.enrolment_applied();
  enrolment.set_ordinal(event.ordinal());
  enrolment.set_person(applied.person());
  enrolment.set_company(applied.company());
  enrolment.set_track(applied.track());
  enrolment.set_template_(applied.template_());
  enrolment.set_digest(applied.digest());
  enrolment.set_stage(storage::v1::ENROLMENT_STAGE_APPLIED);
  enrolment.set_applied_at(event.occurred_at());
}

// A pause ends with a return to work or with the end of the enrolment.
void EndPause(int64_t at, EnrolmentState& enrolment) {
  if (enrolment.stage() != storage::v1::ENROLMENT_STAGE_PAUSED) return;
  storage::v1::Pause& pause = *enrolment.add_pauses();
  pause.set_from(enrolment.paused_at());
  pause.set_until(at);
  enrolment.clear_paused_at();
}

void End(const Event& event, EnrolmentState& enrolment) {
  const auto& ended = event.enrolment_ended();
  enrolment.set_ended_from(enrolment.stage());
  EndPause(event.occurred_at(), enrolment);
  enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ENDED);
  enrolment.set_ended_at(event.occurred_at());
  enrolment.set_end(ended.end());
  enrolment.set_end_kind(ended.kind());
  enrolment.set_end_reason(ended.reason());
}

// Back to where she left, except that nobody returns into a pause. While she was away her clock
// stood as in one.
void Return(const Event& event, EnrolmentState& enrolment) {
  const auto& returned = event.enrolment_returned();
  if (returned.away_from() != 0) {
    storage::v1::Pause& absence = *enrolment.add_pauses();
    absence.set_from(returned.away_from());
    absence.set_until(event.occurred_at());
  }
  for (const auto& move : returned.moved()) ApplyMove(move, *enrolment.mutable_steps());
  const bool paused = enrolment.ended_from() == storage::v1::ENROLMENT_STAGE_PAUSED;
  enrolment.set_stage(paused ? storage::v1::ENROLMENT_STAGE_ACTIVE : enrolment.ended_from());
  enrolment.clear_ended_at();
  enrolment.clear_ended_from();
  enrolment.clear_end();
  enrolment.clear_end_kind();
  enrolment.clear_end_reason();
}

void Resume(const Event& event, EnrolmentState& enrolment) {
  EndPause(event.occurred_at(), enrolment);
  enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACTIVE);
  for (const auto& move : event.enrolment_resumed().moved()) {
    ApplyMove(move, *enrolment.mutable_steps());
  }
}

}  // namespace

void Apply(EnrolmentState& enrolment, const Event& event) {
  switch (event.kind_case()) {
    case Event::kEnrolmentApplied:
      return Enrol(event, enrolment);
    case Event::kEnrolmentWaitlisted:
      return enrolment.set_stage(storage::v1::ENROLMENT_STAGE_WAITLISTED);
    case Event::kEnrolmentAccepted:
      enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACCEPTED);
      return enrolment.set_accepted_at(event.occurred_at());
    case Event::kEnrolmentJoined:
      enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACTIVE);
      return enrolment.set_joined_at(event.occurred_at());
    case Event::kEnrolmentGrouped:
      return enrolment.set_group(event.enrolment_grouped().group());
    case Event::kEnrolmentPaused:
      enrolment.set_stage(storage::v1::ENROLMENT_STAGE_PAUSED);
      return enrolment.set_paused_at(event.occurred_at());
    case Event::kEnrolmentResumed:
      return Resume(event, enrolment);
    case Event::kEnrolmentEnded:
      return End(event, enrolment);
    case Event::kEnrolmentReturned:
      return Return(event, enrolment);
    case Event::kLinkAttached:
    case Event::kLinkDetached:
      return ApplyToLinks(event, *enrolment.mutable_links());
    case Event::kMigrated:
      return ApplyMigrated(event, enrolment, {.links = enrolment.mutable_links()});
    default:
      return ApplyToSteps(event, *enrolment.mutable_steps(), *enrolment.mutable_facts());
  }
}

}  // namespace kasvu::workflows
