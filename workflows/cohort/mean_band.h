// Which of its bands a mean lies in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// The value of `fact` whose band the mean of `count` answers adding up to `sum` lies in, the first
// by name where bands overlap; nothing when none covers it. `count` is positive.
std::optional<std::string> BandOf(const kasvu::v1::Fact& fact, int64_t sum, int64_t count);

}  // namespace kasvu::workflows
