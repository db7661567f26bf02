#include "workflows/simulation/chance.h"

namespace kasvu::workflows {
namespace {

// The output function of SplitMix64.
uint64_t Mixed(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

// FNV-1a, 64 bits.
uint64_t HashOf(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace

uint64_t Chance::Next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  return Mixed(state_);
}

uint32_t Chance::Below(uint32_t limit) {
  return static_cast<uint32_t>(((Next() >> 32) * limit) >> 32);
}

size_t Chance::Weighted(std::span<const int32_t> weights) {
  uint32_t total = 0;
  for (const int32_t weight : weights) total += static_cast<uint32_t>(weight);
  uint32_t drawn = Below(total);
  for (size_t i = 0; i < weights.size(); ++i) {
    const uint32_t weight = static_cast<uint32_t>(weights[i]);
    if (drawn < weight) return i;
    drawn -= weight;
  }
  return 0;
}

Luck::Luck(uint64_t seed, uint64_t run) : base_(Mixed(Mixed(seed) + run)) {}

Chance Luck::Of(uint64_t who, std::string_view what) const {
  return Chance(Mixed(base_ + who) ^ HashOf(what));
}

}  // namespace kasvu::workflows
