// How sure a share is.
#pragma once

#include <cstdint>

#include "kasvu/v1/rehearsal.pb.h"

namespace kasvu::workflows {

// `some` of `all` with the Wilson score interval at 95 % (Wilson, “Probable inference, the law of
// succession, and statistical inference”, 1927). All zero when `all` is 0.
kasvu::v1::Share ShareOf(int64_t some, int64_t all);

}  // namespace kasvu::workflows
