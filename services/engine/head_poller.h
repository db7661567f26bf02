// News of cohorts that other servers over the same store have changed.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/engine/cohort_signals.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Compares the heads of the cohorts that somebody waits for with what they were. Of one thread
// alone.
class HeadPoller {
 public:
  // Both outlive it.
  HeadPoller(storage::Store& store, CohortSignals& signals) : store_(store), signals_(signals) {}

  // Raises the signals of those whose heads have changed since the last call, and of those that
  // nobody waited for then. Errors are the store's.
  absl::Status Poll();

 private:
  storage::Store& store_;
  CohortSignals& signals_;
  storage::Writes heads_;  // as they last were
};

}  // namespace kasvu::engine
