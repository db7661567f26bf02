// Who goes with whom, as graphs see it: the two algorithms that rotations rest on.
#pragma once

#include <cstdint>
#include <vector>

namespace kasvu::workflows {

// As many pairs as can be made of the vertices 0 … n-1 where `joined[a][b]` says who may pair
// (symmetric, square). Answers each one's partner, -1 for those left over. Edmonds' algorithm,
// O(n³); the same graph gives the same pairs.
std::vector<int> LargestMatching(const std::vector<std::vector<bool>>& joined);

// For every row of the square `cost` a column of its own, so that the sum is as small as can be.
// The Hungarian method, O(n³).
std::vector<int> CheapestAssignment(const std::vector<std::vector<int64_t>>& cost);

}  // namespace kasvu::workflows
