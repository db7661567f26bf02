// Chance that is the same on every machine: whole numbers alone, none of the standard library's
// distributions. Each draw is named after what it decides (run, person, step), not after its turn,
// so that the same people have the same luck on two versions of a programme.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kasvu::workflows {

// A share in millionths: 850 000 is 85 %.
using Millionths = int32_t;
inline constexpr Millionths kWhole = 1'000'000;

// The sequence of SplitMix64 (Steele, Lea and Flood, “Fast splittable pseudorandom number
// generators”, 2014) from a seed.
class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed) {}

  uint64_t Next();
  // 0 … limit - 1; 0 when limit is 0. The bias is below limit / 2^32.
  uint32_t Below(uint32_t limit);
  bool Happens(Millionths share) { return Below(kWhole) < static_cast<uint32_t>(share); }
  // The place of one of the weights, none of them negative; 0 when all are zero.
  size_t Weighted(std::span<const int32_t> weights);

 private:
  uint64_t state_;
};

// What everything in one run of a rehearsal is drawn from.
class Luck {
 public:
  Luck(uint64_t seed, uint64_t run);

  // The draws of `who` (an enrolment's ordinal, or a number of its own) about `what`.
  Chance Of(uint64_t who, std::string_view what) const;

 private:
  uint64_t base_;
};

}  // namespace kasvu::workflows
