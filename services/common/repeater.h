// Does something again and again, in between of which nobody tells when there is something to do.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace kasvu::services {

// How long it may take until a server notices what another one over the same store has changed.
inline constexpr std::chrono::milliseconds kNoticeOthersWithin(250);

class Repeater {
 public:
  // Calls `work` on a thread of its own until this is destroyed, `pause` after it has returned.
  Repeater(std::function<void()> work, std::chrono::milliseconds pause);
  // Waits for the call that is under way.
  ~Repeater();

 private:
  void Work();

  const std::function<void()> work_;
  const std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace kasvu::services
