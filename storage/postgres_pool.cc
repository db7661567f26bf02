#include "storage/postgres_pool.h"

#include "absl/time/clock.h"
#include "errors/error.h"
#include "storage/errors.h"

namespace kasvu::storage {

absl::StatusOr<PostgresPool::Taken> PostgresPool::Take() {
  {
    std::unique_lock lock(mutex_);
    if (!given_back_.wait_for(lock, absl::ToChronoMilliseconds(kWaitForConnection),
                              [this] { return taken_ < most_; })) {
      return StoreUnavailable("all connections to the database are busy");
    }
    ++taken_;
    while (!idle_.empty()) {
      std::unique_ptr<PostgresConnection> connection = std::move(idle_.back());
      idle_.pop_back();
      const bool young = absl::Now() - connection->made_at() < longest_;
      if (young && connection->IsReady()) return Taken(this, std::move(connection));
    }
  }
  absl::StatusOr<std::unique_ptr<PostgresConnection>> made = make_();
  if (!made.ok()) {
    GiveBack(nullptr);
    return made.status();
  }
  return Taken(this, *std::move(made));
}

void PostgresPool::GiveBack(std::unique_ptr<PostgresConnection> connection) {
  const bool stays = connection != nullptr && connection->IsReady();
  const bool lost = connection != nullptr && connection->IsLost();
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    // Most likely the others are dead too, and each would have to wait for that to show.
    if (lost) idle_.clear();
    if (stays) idle_.push_back(std::move(connection));
  }
  given_back_.notify_one();
}

}  // namespace kasvu::storage
