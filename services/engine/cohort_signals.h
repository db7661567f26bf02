// Who waits for news of which cohort.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "services/common/signal.h"
#include "services/common/workers.h"

namespace kasvu::engine {

// Safe for use by several threads.
class CohortSignals {
 public:
  // `workers` outlive it.
  explicit CohortSignals(services::Workers& workers) : workers_(workers) {}
  ~CohortSignals() { Close(); }

  // The signal of a cohort that exists; lives as long as this.
  services::Signal& Of(const std::string& cohort);

  // Soon wakes those who wait for any of the cohorts, on a worker: whoever is woken reads what is
  // new on the thread that wakes her, and the committer must not wait for that. One worker at most
  // is busy with it; a cohort that grows again meanwhile is woken for once.
  void Raise(const std::set<std::string>& cohorts);

  // Those that somebody waits for now.
  std::set<std::string> AwaitedCohorts();

  // Ends everyone who waits, and whoever comes later. Returns when nobody is being woken any more.
  void Close();

 private:
  void WakeThose();

  services::Workers& workers_;
  std::mutex mutex_;
  std::condition_variable at_rest_;
  std::map<std::string, services::Signal> by_cohort_;
  std::set<services::Signal*> raised_;
  bool waking_ = false;
  bool closed_ = false;
};

}  // namespace kasvu::engine
