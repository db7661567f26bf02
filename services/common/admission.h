// Says no early: how much may wait before somebody, and of whom. ADR 0020 says why so.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "services/common/steady.h"

namespace kasvu::services {

struct AdmissionLimits {
  // How long what comes may have to wait as long as everything is done now and then: a burst.
  std::chrono::nanoseconds burst = std::chrono::milliseconds(250);
  // The same when something has been waiting without a pause for `standing_after`: then waiting
  // longer brings nothing. Twice the time of a round where that is more.
  std::chrono::nanoseconds standing = std::chrono::milliseconds(25);
  std::chrono::nanoseconds standing_after = std::chrono::milliseconds(100);
  // So many may wait whatever the estimate says, and no more than so many.
  size_t least = 64;
  size_t most = 8'192;
};

// Estimates how long the next one would wait from how many are there and how long they took lately,
// and lets it in or not. A source that has less than its share of the places comes in even when
// they are taken, so more than there are places may wait, but never more than twice as many.
// Whoever uses it locks.
class Admission {
 public:
  explicit Admission(const AdmissionLimits& limits) : limits_(limits) {}

  // Whether one more of `source` may come. Sources are told apart by their number; some may have to
  // share a place among 1024.
  bool HasRoom(uint64_t source, Instant now) const;
  // One came, and is there until it leaves.
  void Enter(uint64_t source, Instant now);
  void Leave(uint64_t source, Instant now);
  // One was sent away.
  void Refuse() { ++refused_; }

  // `count` of them were carried out in one round, which took so long.
  void Measure(size_t count, std::chrono::nanoseconds took);

  // How many may be there at `now`.
  size_t places(Instant now) const;
  size_t present() const { return present_; }
  uint64_t refused() const { return refused_; }
  // After how long whoever was sent away should come again: when half of those present are done.
  std::chrono::milliseconds RetryAfter() const;

 private:
  static constexpr size_t kSlots = 1024;

  const AdmissionLimits limits_;
  std::array<uint32_t, kSlots> by_source_ = {};
  size_t sources_ = 0;  // that have something there
  size_t present_ = 0;
  size_t beyond_ = 0;  // that came one after the other while all places were taken
  uint64_t refused_ = 0;
  Instant busy_since_ = {};  // nobody was there just before
  // Smoothed over the last rounds.
  std::chrono::nanoseconds each_ = std::chrono::microseconds(100);
  std::chrono::nanoseconds round_ = std::chrono::microseconds(500);
};

}  // namespace kasvu::services
