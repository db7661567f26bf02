#include "services/common/stream_follower.h"

#include <utility>

namespace kasvu::services {

StreamFollower::StreamFollower(Follow follow, std::chrono::milliseconds pause)
    : follow_(std::move(follow)), pause_(pause), thread_([this] { Work(); }) {}

StreamFollower::~StreamFollower() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }
  ending_changed_.notify_all();
  thread_.join();
}

void StreamFollower::Work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    FollowOnce();
    lock.lock();
    ending_changed_.wait_for(lock, pause_, [this] { return ending_; });
  }
}

void StreamFollower::FollowOnce() {
  grpc::ClientContext context;
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
    context_ = &context;
  }
  follow_(context);
  const std::lock_guard lock(mutex_);
  context_ = nullptr;
}

}  // namespace kasvu::services
