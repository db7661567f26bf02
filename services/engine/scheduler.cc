#include "services/engine/scheduler.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <random>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "services/common/log.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

constexpr size_t kCohortsAtOnce = 32;
// A clock that is set does not wake it.
constexpr absl::Duration kLongestSleep = absl::Minutes(1);
// Where other servers may set what wakes, and the lease has to be renewed.
constexpr absl::Duration kLongestSleepAmongOthers = absl::Seconds(1);
constexpr absl::Duration kAfterError = absl::Seconds(5);

// Whether an error speaks of the store or the server and not of one cohort.
bool IsOfStore(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kAborted ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

// A time that nobody sets.
absl::Time SteadyNow() {
  return absl::UnixEpoch() + absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

Scheduler::Scheduler(storage::Store& store, Committer& committer, const services::Clock& clock)
    : store_(store), committer_(committer), clock_(clock) {
  if (!store.IsShared()) return;
  std::random_device chance;
  lease_.emplace(store, absl::StrCat(::getpid(), "-", chance(), "-", chance()));
}

bool Scheduler::IsTurn() {
  if (!lease_) return true;
  // Whoever cannot reach the store does not hold it for long.
  lease_->Try(SteadyNow()).IgnoreError();
  return lease_->HeldAt(SteadyNow());
}

void Scheduler::Start() {
  thread_ = std::thread([this] { Work(); });
}

void Scheduler::Note(absl::Time wake) {
  {
    const std::lock_guard lock(mutex_);
    if (wake >= wake_) return;
    wake_ = wake;
  }
  changed_.notify_one();
}

void Scheduler::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::Work() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      const absl::Duration longest = lease_ ? kLongestSleepAmongOthers : kLongestSleep;
      const absl::Duration sleep = std::min(wake_ - clock_.Now(), longest);
      if (sleep > absl::ZeroDuration() && !stopping_) {
        changed_.wait_for(lock, absl::ToChronoMicroseconds(sleep));
      }
      if (stopping_) return;
      if (wake_ > clock_.Now() && !lease_) continue;
      if (wake_ != absl::InfinitePast()) settling_ = std::min(settling_, wake_);
      // What is noted from here on is newer than what the store will be asked.
      wake_ = absl::InfiniteFuture();
    }
    if (!IsTurn()) {
      const std::lock_guard lock(mutex_);
      settling_ = absl::InfiniteFuture();
      continue;
    }
    const absl::Status settled = SettleAll(clock_.Now());
    if (settled.ok()) {
      const std::lock_guard lock(mutex_);
      settling_ = absl::InfiniteFuture();
      continue;
    }
    services::Log(services::LogLevel::kWarning, "what time settles has to wait", settled);
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, absl::ToChronoMilliseconds(kAfterError), [this] { return stopping_; });
    wake_ = absl::InfinitePast();
  }
}

absl::Status Scheduler::SettleAll(absl::Time now) {
  while (true) {
    // A clock that was set back meanwhile would leave what is due as it is, for ever.
    now = std::min(now, clock_.Now());
    KASVU_ASSIGN_OR_RETURN(const Due due, FindDue(now));
    if (due.cohorts.empty()) {
      Note(due.next);
      return absl::OkStatus();
    }
    KASVU_RETURN_IF_ERROR(Settle(due.cohorts, now));
  }
}

absl::StatusOr<Scheduler::Due> Scheduler::FindDue(absl::Time now) const {
  Due due;
  std::map<std::string, absl::Time> damaged;
  {
    const std::lock_guard lock(mutex_);
    damaged = damaged_;
  }
  for (const auto& [cohort, until] : damaged) due.next = std::min(due.next, std::max(until, now));
  KASVU_RETURN_IF_ERROR(kWakeIndex.Scan(*store_.TakeSnapshot(), std::tuple(), [&](const auto& key) {
    const absl::Time wake = absl::FromUnixMicros(std::get<0>(key));
    if (wake > now) {
      due.next = std::min(due.next, wake);
      return false;
    }
    const auto resting = damaged.find(std::get<1>(key));
    if (resting != damaged.end() && resting->second > now) return true;
    due.cohorts.push_back(std::get<1>(key));
    return due.cohorts.size() < kCohortsAtOnce;
  }));
  return due;
}

absl::Status Scheduler::Settle(const std::vector<std::string>& cohorts, absl::Time now) {
  std::vector<std::future<absl::Status>> results;
  for (const std::string& cohort : cohorts) {
    std::promise<absl::Status> promise;
    results.push_back(promise.get_future());
    Order order;
    order.cohort = cohort;
    order.done = [promise = std::move(promise)](const absl::Status& status) mutable {
      promise.set_value(status);
    };
    committer_.Submit(std::move(order));
  }
  absl::Status first;
  for (size_t i = 0; i < cohorts.size(); ++i) {
    first.Update(Judge(cohorts[i], results[i].get(), now));
  }
  return first;
}

absl::Status Scheduler::Judge(const std::string& cohort, const absl::Status& settled,
                              absl::Time now) {
  if (IsOfStore(settled)) return settled;
  {
    const std::lock_guard lock(mutex_);
    damaged_.erase(cohort);
    if (!settled.ok()) damaged_[cohort] = now + kDamagedAgainAfter;
  }
  if (!settled.ok()) {
    services::Log(services::LogLevel::kError, "what time settles rests in a cohort", settled,
                  {{"cohort", cohort}});
  }
  return absl::OkStatus();
}

absl::Duration Scheduler::Lag(absl::Time now) const {
  const std::lock_guard lock(mutex_);
  const absl::Time first = std::min(settling_, wake_);
  // Right after the start nobody knows.
  if (first == absl::InfinitePast()) return absl::ZeroDuration();
  return std::max(now - first, absl::ZeroDuration());
}

std::vector<std::string> Scheduler::damaged() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> cohorts;
  for (const auto& [cohort, until] : damaged_) cohorts.push_back(cohort);
  return cohorts;
}

}  // namespace kasvu::engine
