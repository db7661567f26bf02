// Who waits for news of which cohort.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "services/common/signal.h"

namespace kasvu::engine {

// Safe for use by several threads.
class CohortSignals {
 public:
  // The signal of a cohort that exists; lives as long as this.
  services::Signal& Of(const std::string& cohort) {
    const std::lock_guard lock(mutex_);
    services::Signal& signal = by_cohort_[cohort];
    if (closed_) signal.Close();
    return signal;
  }

  // Wakes those who wait for the cohort.
  void Raise(const std::string& cohort) {
    services::Signal* signal = nullptr;
    {
      const std::lock_guard lock(mutex_);
      const auto found = by_cohort_.find(cohort);
      if (found == by_cohort_.end()) return;
      signal = &found->second;
    }
    signal->Raise();
  }

  // Ends everyone who waits, and whoever comes later.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (auto& [cohort, signal] : by_cohort_) signal.Close();
  }

 private:
  std::mutex mutex_;
  bool closed_ = false;
  std::map<std::string, services::Signal> by_cohort_;
};

}  // namespace kasvu::engine
