#include "services/kasvud/health_watch.h"

#include <algorithm>
#include <utility>

#include "services/common/log.h"

namespace kasvu::kasvud {
namespace {

using services::Log;
using services::LogLevel;
using services::Trouble;

bool Has(const std::vector<Trouble>& troubles, const Trouble& wanted) {
  return std::any_of(troubles.begin(), troubles.end(), [&](const Trouble& one) {
    return one.reason == wanted.reason && one.where == wanted.where;
  });
}

}  // namespace

HealthWatch::HealthWatch(Find find, Changed changed)
    : find_(std::move(find)), changed_(std::move(changed)) {}

void HealthWatch::Start() {
  Look();
  thread_ = std::thread([this] { Work(); });
}

void HealthWatch::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void HealthWatch::Work() {
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, kLookEvery, [this] { return stopping_; })) {
    lock.unlock();
    Look();
    lock.lock();
  }
}

void HealthWatch::Look() {
  const std::lock_guard one_at_a_time(looking_);
  const std::vector<Trouble> now = find_();
  const std::vector<Trouble> before = troubles();
  if (now == before) return;
  for (const Trouble& trouble : now) {
    if (Has(before, trouble)) continue;
    Log(trouble.serves ? LogLevel::kWarning : LogLevel::kError, "trouble",
        {{"reason", trouble.reason}, {"where", trouble.where}, {"message", trouble.detail}});
  }
  for (const Trouble& trouble : before) {
    if (Has(now, trouble)) continue;
    Log(LogLevel::kInfo, "trouble over", {{"reason", trouble.reason}, {"where", trouble.where}});
  }
  {
    const std::lock_guard lock(mutex_);
    troubles_ = now;
  }
  changed_(now);
}

std::vector<Trouble> HealthWatch::troubles() const {
  const std::lock_guard lock(mutex_);
  return troubles_;
}

}  // namespace kasvu::kasvud
