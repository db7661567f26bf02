#include "services/common/repeater.h"

#include <utility>

namespace kasvu::services {

Repeater::Repeater(std::function<void()> work, std::chrono::milliseconds pause)
    : work_(std::move(work)), pause_(pause), thread_([this] { Work(); }) {}

Repeater::~Repeater() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_one();
  thread_.join();
}

void Repeater::Work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    work_();
    lock.lock();
    ending_changed_.wait_for(lock, pause_, [this] { return ending_; });
  }
}

}  // namespace kasvu::services
