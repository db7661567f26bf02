// What a pause or an absence does to steps: their clock stands, and what was left is left again.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Undoes what time settled for `owner`, an enrolment or link, after `from`, when it is told only
// now that its clock has stood since then: a correction at now, with `reason`, for every step
// missed or waived by its close.
std::vector<storage::v1::Event> ClosesUndone(const View& view, OwnerRef owner, absl::Time from,
                                             const std::string& reason);

// The dates of the owner's own steps as they are after its clock stood between `from` and `until`:
// what was due or closed after `from` comes later by that length, so that the time that was left is
// left again. Sessions stay where they are, for they are the group's.
std::vector<storage::v1::StepRescheduled> DatesAfterPause(const View& view, OwnerRef owner,
                                                          absl::Time from, absl::Time until);

// The return at `occurred` of an enrolment that left by itself, and what follows for its own steps:
// the absence counts like a pause, together with one in which she left; what its aftercare had
// closed meanwhile is undone.
std::vector<storage::v1::Event> ReturnOf(const View& view,
                                         const storage::v1::EnrolmentState& enrolment,
                                         absl::Time occurred);

}  // namespace kasvu::workflows
