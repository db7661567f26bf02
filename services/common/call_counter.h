// How many calls are in flight, so that a server can stop when there are none.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace kasvu::services {

// Safe for use by several threads; costs two atomic operations per call.
class CallCounter {
 public:
  void Begin() { calls_.fetch_add(1); }
  void End() {
    if (calls_.fetch_sub(1) > 1) return;
    // Under the mutex, so that it cannot fall between a waiter's look and its sleep.
    const std::lock_guard lock(mutex_);
    none_.notify_all();
  }

  // Waits until no call is in flight; false when there still are some at `deadline`.
  bool WaitUntilNone(std::chrono::system_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    return none_.wait_until(lock, deadline, [this] { return calls_.load() == 0; });
  }

 private:
  std::atomic<int> calls_ = 0;
  std::mutex mutex_;
  std::condition_variable none_;
};

}  // namespace kasvu::services
