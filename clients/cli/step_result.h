#pragma once

#include "absl/status/status.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {

// One line about a step whose state may have changed: whose, which, its state and its dates.
void PrintStep(Frame& frame, const kasvu::v1::StepProgress& step);

// The answer to a recorded step; says too when the enrolment has reached an end by it.
absl::Status PrintRecorded(Frame& frame, const kasvu::v1::RecordStepResponse& response);

// The mark that stands for a step's state in tables: ✓ ✗ ○ and the like. What was optional
// nobody missed.
std::string MarkOf(const kasvu::v1::StepProgress& step);
Style StyleOf(const kasvu::v1::StepProgress& step);

// yes of `kyllä` and `ja`, no of `ei` and `nej`, as programmes name them; others as they are.
std::string ValueNamed(const std::string& word);
// A decision's value as people say it; other than yes and no, as it is.
std::string ValueWord(const Frame& frame, const std::string& value);

}  // namespace kasvu::cli
