#include "workflows/cohort/apply.h"
#include "workflows/cohort/apply_migrated.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {

using storage::v1::CohortState;
using storage::v1::Event;

void Apply(CohortState& cohort, const Event& event) {
  switch (event.kind_case()) {
    case Event::kCohortCreated:
      cohort = event.cohort_created().cohort();
      cohort.set_stage(storage::v1::COHORT_STAGE_ENROLLING);
      return cohort.set_created_at(event.occurred_at());
    case Event::kCohortStarted:
      cohort.set_stage(storage::v1::COHORT_STAGE_RUNNING);
      return cohort.set_started_at(event.occurred_at());
    case Event::kCohortRescheduled:
      return cohort.set_start_date(event.cohort_rescheduled().start_date());
    case Event::kCohortClosed:
      cohort.set_stage(event.cohort_closed().aftercare() ? storage::v1::COHORT_STAGE_AFTERCARE
                                                         : storage::v1::COHORT_STAGE_CLOSED);
      // The end of the aftercare does not change when the programme was closed.
      if (cohort.closed_at() == 0) cohort.set_closed_at(event.occurred_at());
      return;
    case Event::kCohortCancelled:
      cohort.set_stage(storage::v1::COHORT_STAGE_CANCELLED);
      return cohort.set_closed_at(event.occurred_at());
    case Event::kAggregateChanged:
      return ApplyAggregate(event.aggregate_changed(), *cohort.mutable_aggregates());
    case Event::kOrdinalsGiven:
      cohort.set_enrolments(cohort.enrolments() + event.ordinals_given().enrolments());
      cohort.set_groups(cohort.groups() + event.ordinals_given().groups());
      return cohort.set_links(cohort.links() + event.ordinals_given().links());
    case Event::kMigrated:
      return ApplyMigrated(event, cohort, {});
    default:
      return ApplyToSteps(event, *cohort.mutable_steps(), *cohort.mutable_facts());
  }
}

}  // namespace kasvu::workflows
