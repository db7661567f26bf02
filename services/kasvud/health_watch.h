// Looks again and again at what is wrong, says so when it changes, and remembers it for whoever
// asks.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "services/common/trouble.h"

namespace kasvu::kasvud {

inline constexpr std::chrono::seconds kLookEvery(1);

class HealthWatch {
 public:
  using Find = std::function<std::vector<services::Trouble>()>;
  using Changed = std::function<void(const std::vector<services::Trouble>&)>;

  // `find` finds what is wrong now; `changed` is told after it was not the same as before.
  HealthWatch(Find find, Changed changed);
  ~HealthWatch() { Stop(); }

  // Looks now, and then on a thread of its own.
  void Start();
  void Stop();

  // Looks now: logs what came and what went.
  void Look();

  std::vector<services::Trouble> troubles() const;

 private:
  void Work();

  const Find find_;
  const Changed changed_;
  std::mutex looking_;
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  std::vector<services::Trouble> troubles_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kasvu::kasvud
