// The seed of a property test: by chance, or that of an earlier run.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

namespace kasvu {

// What the environment's KASVU_SEED says, so that a failure can be looked at again; else by chance.
// Tests print it.
inline uint64_t Seed() {
  const char* given = std::getenv("KASVU_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

}  // namespace kasvu
