#include "services/engine/cohort_signals.h"

#include <utility>

namespace kasvu::engine {

services::Signal& CohortSignals::Of(const std::string& cohort) {
  const std::lock_guard lock(mutex_);
  services::Signal& signal = by_cohort_[cohort];
  if (closed_) signal.Close();
  return signal;
}

void CohortSignals::Raise(const std::set<std::string>& cohorts) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    for (const std::string& cohort : cohorts) {
      const auto found = by_cohort_.find(cohort);
      if (found != by_cohort_.end()) raised_.insert(&found->second);
    }
    if (waking_ || raised_.empty()) return;
    waking_ = true;
  }
  workers_.Run([this] { WakeThose(); });
}

std::set<std::string> CohortSignals::AwaitedCohorts() {
  const std::lock_guard lock(mutex_);
  std::set<std::string> cohorts;
  for (auto& [cohort, signal] : by_cohort_) {
    if (signal.IsAwaited()) cohorts.insert(cohort);
  }
  return cohorts;
}

void CohortSignals::WakeThose() {
  std::set<services::Signal*> signals;
  {
    const std::lock_guard lock(mutex_);
    signals = std::exchange(raised_, {});
  }
  for (services::Signal* signal : signals) signal->Raise();
  {
    const std::lock_guard lock(mutex_);
    waking_ = !closed_ && !raised_.empty();
    if (!waking_) {
      at_rest_.notify_all();
      return;
    }
  }
  // Behind what else waits for a worker.
  workers_.Run([this] { WakeThose(); });
}

void CohortSignals::Close() {
  std::unique_lock lock(mutex_);
  closed_ = true;
  for (auto& [cohort, signal] : by_cohort_) signal.Close();
  at_rest_.wait(lock, [this] { return !waking_; });
}

}  // namespace kasvu::engine
