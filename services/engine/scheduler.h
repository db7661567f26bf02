// Keeps short what time has to catch up with: settles cohorts when they wake. Nothing depends on
// when it runs.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/common/clock.h"
#include "services/engine/committer.h"
#include "storage/kv.h"

namespace kasvu::engine {

class Scheduler {
 public:
  // `committer` is used from Start on; all of them outlive it.
  Scheduler(storage::Store& store, Committer& committer, const services::Clock& clock)
      : store_(store), committer_(committer), clock_(clock) {}
  ~Scheduler() { Stop(); }

  // Begins to look after the store, on a thread of its own.
  void Start();

  // A cohort wakes at `wake`.
  void Note(absl::Time wake);

  // Settles everything that is due at `now` and returns when that is on the disk.
  absl::Status SettleAll(absl::Time now);

  void Stop();

 private:
  void Work();
  // The cohorts due at `now`, at most some dozens; and when the next one wakes.
  struct Due {
    std::vector<std::string> cohorts;
    absl::Time next = absl::InfiniteFuture();
  };
  absl::StatusOr<Due> FindDue(absl::Time now) const;
  // One commit for each of `cohorts`.
  absl::Status Settle(const std::vector<std::string>& cohorts);

  storage::Store& store_;
  Committer& committer_;
  const services::Clock& clock_;

  std::mutex mutex_;
  std::condition_variable changed_;
  absl::Time wake_ = absl::InfinitePast();  // the store is looked at first
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kasvu::engine
