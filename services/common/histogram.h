// How values are spread: counted where work is done, read by whoever shows it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kasvu::services {

// Upper bounds for durations, in nanoseconds: a tenth of a millisecond to ten seconds.
inline constexpr std::array<int64_t, 16> kDurationBounds = {
    100'000,       250'000,       500'000,       1'000'000,     2'500'000,   5'000'000,
    10'000'000,    25'000'000,    50'000'000,    100'000'000,   250'000'000, 500'000'000,
    1'000'000'000, 2'500'000'000, 5'000'000'000, 10'000'000'000};
// Upper bounds for how many things were done together.
inline constexpr std::array<int64_t, 10> kSizeBounds = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

// Safe for use by several threads; a note costs two additions and no lock. Who reads meanwhile may
// see a value in the counts that is not in the sum yet.
class Histogram {
 public:
  // `bounds` ascend, are at most kMostBounds and live as long as this.
  explicit Histogram(std::span<const int64_t> bounds) : bounds_(bounds) {}

  void Note(int64_t value) {
    size_t place = 0;
    while (place < bounds_.size() && value > bounds_[place]) ++place;
    counts_[place].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
  }
  void Note(std::chrono::nanoseconds value) { Note(value.count()); }

  struct Reading {
    std::span<const int64_t> bounds;
    // How many were at most each bound and above the one before; the last has those above all.
    std::vector<uint64_t> counts;
    int64_t sum = 0;
  };
  Reading Read() const;

  static constexpr size_t kMostBounds = 16;

 private:
  const std::span<const int64_t> bounds_;
  std::array<std::atomic<uint64_t>, kMostBounds + 1> counts_ = {};
  std::atomic<int64_t> sum_ = 0;
};

}  // namespace kasvu::services
