#include "services/engine/committer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/common/errors.h"
#include "services/engine/batch.h"
#include "services/engine/errors.h"

namespace kasvu::engine {

Committer::Committer(storage::Store& store, Programs& programs, const services::Clock& clock,
                     Committed committed)
    : store_(store),
      clock_(clock),
      committed_(std::move(committed)),
      cache_(programs),
      thread_([this] { Work(); }) {}

void Committer::Submit(Order order) {
  bool stopping = false;
  {
    const std::lock_guard lock(mutex_);
    stopping = stopping_;
    if (!stopping && queue_.size() < kOrdersWaiting) {
      queue_.push_back(std::move(order));
      if (queue_.size() == 1) waiting_.notify_one();
      return;
    }
  }
  order.done(stopping ? services::ShuttingDown() : TooBusy());
}

void Committer::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::vector<Order> Committer::Take() {
  std::unique_lock lock(mutex_);
  waiting_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  if (queue_.size() <= kOrdersAtOnce) return std::exchange(queue_, {});
  std::vector<Order> taken;
  const auto end = queue_.begin() + kOrdersAtOnce;
  std::move(queue_.begin(), end, std::back_inserter(taken));
  queue_.erase(queue_.begin(), end);
  return taken;
}

void Committer::Work() {
  while (true) {
    std::vector<Order> orders = Take();
    if (orders.empty()) return;
    Batch batch(store_, cache_, requests_, orders, clock_.Now());
    const absl::Status committed = batch.Commit();
    if (committed.ok()) committed_(batch.grown(), batch.wake());
    batch.Answer(committed);
    cache_.Trim();
  }
}

}  // namespace kasvu::engine
