// What is counted of one RPC.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

#include "absl/status/status.h"
#include "services/common/histogram.h"

namespace kasvu::services {

// Codes of gRPC, which are absl's: 0 (OK) to 16 (UNAUTHENTICATED).
inline constexpr int kStatusCodes = 17;

// Safe for use by several threads. Calls and streams are counted when they come and when they are
// over; what lies between is open.
class CallMeter {
 public:
  void Came() { came_.fetch_add(1, std::memory_order_relaxed); }
  // A call was answered, or a stream ended, `took` after it came.
  void Ended(int code, std::chrono::nanoseconds took) {
    ended_[code >= 0 && code < kStatusCodes ? code : static_cast<int>(absl::StatusCode::kUnknown)]
        .fetch_add(1, std::memory_order_relaxed);
    took_.Note(took);
  }

  // A stream had to be ended because its client took nothing.
  void Unread() { unread_.fetch_add(1, std::memory_order_relaxed); }
  uint64_t unread() const { return unread_.load(std::memory_order_relaxed); }

  uint64_t ended(int code) const { return ended_[code].load(std::memory_order_relaxed); }
  int64_t open() const {
    uint64_t ended = 0;
    for (const auto& count : ended_) ended += count.load(std::memory_order_relaxed);
    return static_cast<int64_t>(came_.load(std::memory_order_relaxed) - ended);
  }
  Histogram::Reading took() const { return took_.Read(); }

 private:
  std::atomic<uint64_t> came_ = 0;
  std::array<std::atomic<uint64_t>, kStatusCodes> ended_ = {};
  std::atomic<uint64_t> unread_ = 0;
  Histogram took_{kDurationBounds};
};

}  // namespace kasvu::services
