// What concerns those who have applied and are not in yet.
#pragma once

#include <optional>

#include "workflows/cohort/ends.h"
#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// Whether `step` is asked of somebody who has only applied: it stands in the same phase as the
// decision about the enrolments, which goes by it. Everything else waits until one is accepted.
bool AsksApplicants(const ProgramStep& step);

// Whether she was declined before she joined.
bool WasKeptOut(const storage::v1::EnrolmentState& enrolment);

// The end of kind declined that was reached by somebody who has not joined yet, or nothing. What
// was settled before she applied was not about her; it reaches her when she has joined.
std::optional<ReachedEnd> DeclineOf(Evaluation& evaluation, uint32_t enrolment);

}  // namespace kasvu::workflows
