// Which state may follow which: the one table per kind that every rule asks. docs/states.md shows
// them to people.
#pragma once

#include <vector>

#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

// Whether a cohort, an enrolment, an occurrence of a session or a link may go from one stage to
// another. A stage never follows itself.
bool MayFollow(storage::v1::CohortStage from, storage::v1::CohortStage to);
bool MayFollow(storage::v1::EnrolmentStage from, storage::v1::EnrolmentStage to);
bool MayFollow(storage::v1::OccurrenceState from, storage::v1::OccurrenceState to);
bool MayFollow(storage::v1::LinkStage from, storage::v1::LinkStage to);

// The stages that an enrolment may come from to get to `to`, in the table's order.
std::vector<storage::v1::EnrolmentStage> Before(storage::v1::EnrolmentStage to);

// Whether nothing but a correction changes a step any more: done, missed, waived, not applicable
// or expired.
bool IsSettled(storage::v1::StepState state);

// Whether a settled step lets through what needs it: done, waived or not applicable.
bool Satisfies(storage::v1::StepState state);

}  // namespace kasvu::workflows
