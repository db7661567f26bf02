#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// The new time of a session of `group` (a full name), from what was typed. A day alone keeps the
// time of day of the session with the same item as `step`: 17:30 of evening/2021-05 for
// choose/2021-05. WRONG_USAGE when it is no time.
absl::StatusOr<absl::Time> SessionTime(Frame& frame, const std::string& group,
                                       const std::string& step, const std::string& text);

}  // namespace kasvu::cli
