// What a pause does to the steps of whoever pauses: her clock stands.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Undoes what time settled for `enrolment` after `from`, when it is told only now that she has
// paused since then: a correction at now for every step missed or waived by its close.
std::vector<storage::v1::Event> ClosesUndone(const View& view,
                                             const storage::v1::EnrolmentState& enrolment,
                                             absl::Time from);

// The dates of the enrolment's own steps as they are after a pause until `until`: what was due or
// closed after the pause began comes later by the pause's length, so that the time that was left is
// left again. Sessions stay where they are, for they are the group's. `enrolment` is paused.
std::vector<storage::v1::StepRescheduled> DatesAfterPause(
    const View& view, const storage::v1::EnrolmentState& enrolment, absl::Time until);

}  // namespace kasvu::workflows
