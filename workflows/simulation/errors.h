// The errors of rehearsals, one named constructor each.
#pragma once

#include "absl/status/status.h"

namespace kasvu::workflows {

// INVALID_ARGUMENT REHEARSAL_SIZE: no people or runs at all, or more than can be played.
absl::Status RehearsalSize(int participants, int runs);

}  // namespace kasvu::workflows
