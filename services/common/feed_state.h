// Whether a feed from another service flows.
#pragma once

#include <atomic>
#include <chrono>
#include <utility>

#include "services/common/steady.h"

namespace kasvu::services {

// Written by the feed, read by whoever tells operators. Safe for use by several threads.
class FeedState {
 public:
  explicit FeedState(SteadyNow now = std::chrono::steady_clock::now)
      : now_(std::move(now)), lost_at_(now_().time_since_epoch()) {}

  // The other service is there.
  void Found() { there_ = true; }
  // It went away.
  void Lost() {
    if (!there_.exchange(false)) return;
    lost_at_ = now_().time_since_epoch();
  }
  // Something that was told could not be followed yet.
  void SetBehind(bool behind) { behind_ = behind; }

  // For how long it has been away; zero while it is there.
  std::chrono::nanoseconds AwayFor() const {
    if (there_) return std::chrono::nanoseconds(0);
    return now_().time_since_epoch() - lost_at_.load();
  }
  bool behind() const { return behind_; }

 private:
  const SteadyNow now_;
  std::atomic<bool> there_ = false;
  std::atomic<bool> behind_ = false;
  std::atomic<std::chrono::nanoseconds> lost_at_;
};

}  // namespace kasvu::services
