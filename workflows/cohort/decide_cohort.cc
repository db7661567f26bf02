#include <utility>

#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/reschedule.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::CohortState;
using storage::v1::EnrolmentState;
using storage::v1::Event;

// COHORT_OVER or COHORT_STARTED unless it is still before its start.
absl::Status StillAhead(const View& view) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  if (!MayFollow(view.image.cohort.stage(), storage::v1::COHORT_STAGE_CANCELLED)) {
    return CohortStarted(view.image.cohort.id());
  }
  return absl::OkStatus();
}

Event Ended(const EnrolmentState& enrolment, absl::Time at, const std::string& end,
            kasvu::v1::EndKind kind, const std::string& reason) {
  Event event = EventOf(EnrolmentOf(enrolment.ordinal()), at);
  event.mutable_enrolment_ended()->set_end(end);
  event.mutable_enrolment_ended()->set_kind(kind);
  event.mutable_enrolment_ended()->set_reason(reason);
  return event;
}

// How the closing of the cohort ends an enrolment. Who never became active was not in it.
Event EndedByClosing(const View& view, const EnrolmentState& enrolment) {
  if (enrolment.joined_at() == 0) {
    return Ended(enrolment, view.now, "cancelled", kasvu::v1::END_KIND_CANCELLED, "closed");
  }
  const auto end = EndOf(view, enrolment.ordinal(), /*closing=*/true);
  if (!end.has_value()) {
    return Ended(enrolment, view.now, "incomplete", kasvu::v1::END_KIND_INCOMPLETE, "");
  }
  return Ended(enrolment, std::min(end->at, view.now), end->id, end->kind, "");
}

bool HasAftercare(const Program& program) {
  for (const ProgramStep& step : program.steps()) {
    if (step.step->on_end_size() > 0) return true;
  }
  return false;
}

// Whether anybody who has ended has something of her aftercare ahead of her.
bool AftercareGoesOn(const View& view) {
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (enrolment.stage() != storage::v1::ENROLMENT_STAGE_ENDED) continue;
    if (!HasAftercare(Governing(view, EnrolmentOf(ordinal)))) continue;
    for (const SlotView& slot : SlotsOf(view, EnrolmentOf(ordinal))) {
      if (slot.step->step->on_end_size() > 0 && !IsSettled(slot.state)) return true;
    }
  }
  return false;
}

}  // namespace

Decided DecideOn(const View& view, const CreateCohort& command, const Doer&) {
  if (view.image.cohort.stage() != storage::v1::COHORT_STAGE_UNSPECIFIED) {
    return CohortExists(command.cohort.id());
  }
  Event event = EventOf(TheCohort(), view.now);
  CohortState& cohort = *event.mutable_cohort_created()->mutable_cohort();
  cohort.set_id(command.cohort.id());
  cohort.set_template_(command.cohort.template_());
  cohort.set_digest(command.cohort.digest());
  cohort.set_title(command.cohort.title());
  cohort.set_region(command.cohort.region());
  cohort.set_owner(command.cohort.owner());
  cohort.set_project(command.cohort.project());
  cohort.set_time_zone(command.cohort.time_zone());
  cohort.set_start_date(command.cohort.start_date());
  *cohort.mutable_params() = command.cohort.params();
  return Decision{{std::move(event)}, {}};
}

Decided DecideOn(const View& view, const StartCohort&, const Doer&) {
  KASVU_RETURN_IF_ERROR(StillAhead(view));
  Event event = EventOf(TheCohort(), view.now);
  event.mutable_cohort_started()->set_by_hand(true);
  return Decision{{std::move(event)}, {}};
}

Decided DecideOn(const View& view, const RescheduleCohort& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(StillAhead(view));
  const auto start = static_cast<int32_t>(command.start - absl::CivilDay(1970, 1, 1));
  Decision decision;
  if (start == view.image.cohort.start_date()) return decision;
  Event event = EventOf(TheCohort(), view.now);
  event.mutable_cohort_rescheduled()->set_start_date(start);
  decision.events.push_back(std::move(event));
  for (const auto& [ordinal, group] : view.image.groups) {
    for (Event& change : SessionChanges(view, group, start)) {
      decision.events.push_back(std::move(change));
    }
  }
  return decision;
}

Decided DecideOn(const View& view, const CloseCohort&, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  if (view.image.cohort.stage() != storage::v1::COHORT_STAGE_RUNNING) {
    return CohortNotStarted(view.image.cohort.id());
  }
  Decision decision;
  CohortImage closed = view.image;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) continue;
    decision.events.push_back(EndedByClosing(view, enrolment));
    Apply(closed, decision.events.back());
  }
  Event event = EventOf(TheCohort(), view.now);
  event.mutable_cohort_closed()->set_aftercare(true);
  Apply(closed, event);
  event.mutable_cohort_closed()->set_aftercare(
      AftercareGoesOn(View{view.program, closed, view.now, view.pins}));
  decision.events.push_back(std::move(event));
  return decision;
}

Decided DecideOn(const View& view, const CancelCohort& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(StillAhead(view));
  Decision decision;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) continue;
    decision.events.push_back(
        Ended(enrolment, view.now, "cancelled", kasvu::v1::END_KIND_CANCELLED, command.reason));
  }
  for (const auto& [ordinal, group] : view.image.groups) {
    for (const auto& occurrence : group.occurrences()) {
      if (!MayFollow(occurrence.state(), storage::v1::OCCURRENCE_STATE_CANCELLED)) continue;
      Event event = EventOf(GroupOf(ordinal), view.now);
      event.mutable_session_cancelled()->set_key(occurrence.key());
      event.mutable_session_cancelled()->set_reason("cohort-cancelled");
      decision.events.push_back(std::move(event));
    }
  }
  Event event = EventOf(TheCohort(), view.now);
  event.mutable_cohort_cancelled()->set_reason(command.reason);
  decision.events.push_back(std::move(event));
  return decision;
}

}  // namespace kasvu::workflows
