// The word somebody probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::workflows {

// Of `candidates` the one that differs from `word` by the fewest letters put in, left out, changed
// or swapped; empty when none is near enough to be a slip of the pen (a third of its letters).
std::string NearestWord(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace kasvu::workflows
