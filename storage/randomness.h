// Where random bytes come from.
#pragma once

#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace kasvu::storage {

// Fills bytes; safe for use by several threads; never fails.
class Randomness {
 public:
  virtual ~Randomness() = default;
  virtual void Fill(std::span<unsigned char> bytes) = 0;
};

// The operating system's, fit for keys.
class SystemRandomness : public Randomness {
 public:
  void Fill(std::span<unsigned char> bytes) override;
};

// The same bytes for the same seed: for tests and simulation, never for keys that protect anybody.
class SeededRandomness : public Randomness {
 public:
  explicit SeededRandomness(uint64_t seed) : engine_(seed) {}
  void Fill(std::span<unsigned char> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace kasvu::storage
