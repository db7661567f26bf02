// Doing again what another transaction was in the way of.
#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace kasvu::storage {

// Calls `attempt` until it answers anything but ABORTED, at most ten times, and waits a little
// longer each time, by chance more or less: two that met once shall not meet again.
absl::Status WhileConflicting(absl::FunctionRef<absl::Status()> attempt);

}  // namespace kasvu::storage
