// Keeps short what time has to catch up with: settles cohorts when they wake. Nothing depends on
// when it runs.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/common/clock.h"
#include "services/engine/committer.h"
#include "services/engine/lease.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How long a damaged cohort rests before it is tried again.
inline constexpr absl::Duration kDamagedAgainAfter = absl::Hours(1);

class Scheduler {
 public:
  // `committer` is used from Start on; all of them outlive it. Of several servers over one store
  // only the one that holds the lease looks after it.
  Scheduler(storage::Store& store, Committer& committer, const services::Clock& clock);
  ~Scheduler() { Stop(); }

  // Begins to look after the store, on a thread of its own.
  void Start();

  // A cohort wakes at `wake`.
  void Note(absl::Time wake);

  // Settles everything that is due at `now` and returns when that is on the disk. A cohort that
  // cannot be settled by itself, because it is damaged, holds up none of the others: it is logged
  // by name and tried again after kDamagedAgainAfter. An error is the store's.
  absl::Status SettleAll(absl::Time now);

  // The cohorts that could not be settled when they were last tried.
  std::vector<std::string> damaged() const;

  // For how long the first of what is due and not settled yet has been due.
  absl::Duration Lag(absl::Time now) const;

  void Stop();

 private:
  void Work();
  // Whether this server is the one to look after the store; always where it is the only one.
  bool IsTurn();
  // The cohorts due at `now`, at most some dozens, without those damaged that rest; and when the
  // next one wakes.
  struct Due {
    std::vector<std::string> cohorts;
    absl::Time next = absl::InfiniteFuture();
  };
  absl::StatusOr<Due> FindDue(absl::Time now) const;
  // One commit for each of `cohorts`.
  absl::Status Settle(const std::vector<std::string>& cohorts, absl::Time now);
  // Takes note of how one of them went. An error is the store's.
  absl::Status Judge(const std::string& cohort, const absl::Status& settled, absl::Time now);

  storage::Store& store_;
  Committer& committer_;
  const services::Clock& clock_;
  std::optional<Lease> lease_;  // of the thread

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  absl::Time wake_ = absl::InfinitePast();        // the store is looked at first
  absl::Time settling_ = absl::InfiniteFuture();  // since when what is settled now is due
  bool stopping_ = false;
  std::map<std::string, absl::Time> damaged_;  // until when they rest
  std::thread thread_;
};

}  // namespace kasvu::engine
