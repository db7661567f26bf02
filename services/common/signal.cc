#include "services/common/signal.h"

namespace kasvu::services {

void Signal::Add(Waiter* waiter) {
  const std::lock_guard lock(mutex_);
  waiters_.insert(waiter);
  if (closed_) waiter->End();
}

void Signal::Remove(Waiter* waiter) {
  const std::lock_guard lock(mutex_);
  waiters_.erase(waiter);
}

bool Signal::IsAwaited() {
  const std::lock_guard lock(mutex_);
  return !waiters_.empty();
}

void Signal::Raise() {
  const std::lock_guard lock(mutex_);
  for (Waiter* waiter : waiters_) waiter->Wake();
}

void Signal::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  for (Waiter* waiter : waiters_) waiter->End();
}

}  // namespace kasvu::services
