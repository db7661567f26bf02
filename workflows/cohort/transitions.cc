#include "workflows/cohort/transitions.h"

#include <algorithm>
#include <array>

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: the tables below are nothing but its names

template <typename Stage>
struct Step {
  Stage from;
  Stage to;
};

constexpr std::array kCohort = {
    Step{COHORT_STAGE_PLANNED, COHORT_STAGE_ENROLLING},
    Step{COHORT_STAGE_PLANNED, COHORT_STAGE_CANCELLED},
    Step{COHORT_STAGE_ENROLLING, COHORT_STAGE_RUNNING},
    Step{COHORT_STAGE_ENROLLING, COHORT_STAGE_CANCELLED},
    Step{COHORT_STAGE_RUNNING, COHORT_STAGE_AFTERCARE},
    Step{COHORT_STAGE_RUNNING, COHORT_STAGE_CLOSED},
    Step{COHORT_STAGE_AFTERCARE, COHORT_STAGE_CLOSED},
};

// Somebody who withdrew or was cancelled comes back to where she left.
constexpr std::array kEnrolment = {
    Step{ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_WAITLISTED},
    Step{ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_ACCEPTED},
    Step{ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_ENDED},
    Step{ENROLMENT_STAGE_WAITLISTED, ENROLMENT_STAGE_ACCEPTED},
    Step{ENROLMENT_STAGE_WAITLISTED, ENROLMENT_STAGE_ENDED},
    Step{ENROLMENT_STAGE_ACCEPTED, ENROLMENT_STAGE_ACTIVE},
    Step{ENROLMENT_STAGE_ACCEPTED, ENROLMENT_STAGE_ENDED},
    Step{ENROLMENT_STAGE_ACTIVE, ENROLMENT_STAGE_PAUSED},
    Step{ENROLMENT_STAGE_ACTIVE, ENROLMENT_STAGE_ENDED},
    Step{ENROLMENT_STAGE_PAUSED, ENROLMENT_STAGE_ACTIVE},
    Step{ENROLMENT_STAGE_PAUSED, ENROLMENT_STAGE_ENDED},
    Step{ENROLMENT_STAGE_ENDED, ENROLMENT_STAGE_APPLIED},
    Step{ENROLMENT_STAGE_ENDED, ENROLMENT_STAGE_WAITLISTED},
    Step{ENROLMENT_STAGE_ENDED, ENROLMENT_STAGE_ACCEPTED},
    Step{ENROLMENT_STAGE_ENDED, ENROLMENT_STAGE_ACTIVE},
};

constexpr std::array kOccurrence = {
    Step{OCCURRENCE_STATE_TENTATIVE, OCCURRENCE_STATE_PLANNED},
    Step{OCCURRENCE_STATE_TENTATIVE, OCCURRENCE_STATE_HELD},
    Step{OCCURRENCE_STATE_TENTATIVE, OCCURRENCE_STATE_CANCELLED},
    Step{OCCURRENCE_STATE_PLANNED, OCCURRENCE_STATE_HELD},
    Step{OCCURRENCE_STATE_PLANNED, OCCURRENCE_STATE_CANCELLED},
    Step{OCCURRENCE_STATE_CANCELLED, OCCURRENCE_STATE_PLANNED},
    Step{OCCURRENCE_STATE_CANCELLED, OCCURRENCE_STATE_TENTATIVE},
};

constexpr std::array kLink = {
    Step{LINK_STAGE_PROPOSED, LINK_STAGE_BOUND},
    Step{LINK_STAGE_PROPOSED, LINK_STAGE_ENDED},
    Step{LINK_STAGE_BOUND, LINK_STAGE_ENDED},
};

template <typename Table, typename Stage>
bool Has(const Table& table, Stage from, Stage to) {
  return std::any_of(table.begin(), table.end(),
                     [&](const auto& step) { return step.from == from && step.to == to; });
}

}  // namespace

bool MayFollow(CohortStage from, CohortStage to) { return Has(kCohort, from, to); }
bool MayFollow(EnrolmentStage from, EnrolmentStage to) { return Has(kEnrolment, from, to); }
bool MayFollow(OccurrenceState from, OccurrenceState to) { return Has(kOccurrence, from, to); }
bool MayFollow(LinkStage from, LinkStage to) { return Has(kLink, from, to); }

std::vector<EnrolmentStage> Before(EnrolmentStage to) {
  std::vector<EnrolmentStage> stages;
  for (const auto& step : kEnrolment) {
    if (step.to == to) stages.push_back(step.from);
  }
  return stages;
}

bool IsSettled(StepState state) {
  return state == STEP_STATE_MISSED || state == STEP_STATE_EXPIRED || Satisfies(state);
}

bool Satisfies(StepState state) {
  return state == STEP_STATE_DONE || state == STEP_STATE_WAIVED ||
         state == STEP_STATE_NOT_APPLICABLE;
}

}  // namespace kasvu::workflows
