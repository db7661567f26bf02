// How far the proof goes before it says that it was not complete.
#pragma once

#include <cstddef>

namespace kasvu::workflows {

// Nodes of the decision diagram of one track; about 100 bytes each.
inline constexpr size_t kMaxRunNodes = 1'000'000;
// Combinations of the least and most values of all parameters.
inline constexpr size_t kMaxParamCorners = 32;

}  // namespace kasvu::workflows
