#pragma once

#include "absl/status/status.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {

// One line about a step whose state may have changed: whose, which, its state and its dates.
void PrintStep(Frame& frame, const kasvu::v1::StepProgress& step);

// The answer to a recorded step; says too when the enrolment has reached an end by it.
absl::Status PrintRecorded(Frame& frame, const kasvu::v1::RecordStepResponse& response);

// Marks that stand for a state in tables: ✓ ✗ ○ and the like.
std::string MarkOf(kasvu::v1::State state);
Style StyleOf(kasvu::v1::State state);

}  // namespace kasvu::cli
