// A few threads for what has to wait for the disk, so that gRPC's own never do.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kasvu::services {

// Safe for use by several threads.
class Workers {
 public:
  explicit Workers(int threads);
  // Carries out what waits, then ends the threads.
  ~Workers();

  // Runs `work` on one of the threads, in the order of arrival.
  void Run(std::function<void()> work);

 private:
  void Work();

  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kasvu::services
