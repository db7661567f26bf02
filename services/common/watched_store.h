// A store whose commits are timed and whose troubles are told.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "services/common/histogram.h"
#include "services/common/steady.h"
#include "services/common/trouble.h"
#include "storage/kv.h"
#include "storage/store_numbers.h"
#include "storage/store_warnings.h"

namespace kasvu::services {

// A database elsewhere may be back without a commit having shown it: so long its failure counts.
inline constexpr std::chrono::seconds kFailureCounts(10);

// A commit that takes longer says that the disk, or a database that waits for its standby, stands.
inline constexpr std::chrono::seconds kCommitStands(10);

// How often a store that others share is looked at, when something is to be written: a newer
// program may have begun to migrate it.
inline constexpr std::chrono::seconds kLookAtFormatEvery(1);

// Passes everything on to the store that it wraps. A commit that failed so that nobody knows what
// is on the disk is logged at once. Once a newer program has given a store that is shared another
// format, every commit is refused (STORE_TOO_NEW).
class WatchedStore : public storage::Store {
 public:
  // `name` is what operators call it: "engine".
  WatchedStore(std::string name, std::unique_ptr<storage::Store> inner,
               SteadyNow now = std::chrono::steady_clock::now);

  std::unique_ptr<storage::Snapshot> TakeSnapshot() override { return inner_->TakeSnapshot(); }
  std::unique_ptr<storage::Transaction> Begin() override;
  bool IsShared() const override { return inner_->IsShared(); }
  absl::Status Purge(const std::vector<storage::KeyRange>& ranges) override {
    return inner_->Purge(ranges);
  }

  const std::string& name() const { return name_; }
  // How long commits took that succeeded, with their sync.
  Histogram::Reading commits() const { return commits_.Read(); }
  uint64_t failed() const { return failed_.load(std::memory_order_relaxed); }

  // STORE_TOO_NEW once the format is another. DISK_NEARLY_FULL while commits are refused for want
  // of room. STORE_UNAVAILABLE after a commit that failed: until one succeeds, and of a store
  // elsewhere for kFailureCounts at most. STORE_STANDS_STILL while a commit takes longer than
  // kCommitStands. What the backend warns of. Nothing when all is well.
  std::vector<Trouble> Troubles() const;

  // What the backend tells of itself; null when it does not.
  const storage::StoreNumbers* numbers() const { return numbers_; }

  // For its transactions: carries out one commit, if this program may still write, and takes note
  // of how it went.
  absl::Status Commit(absl::FunctionRef<absl::Status()> commit);

 private:
  // STORE_TOO_NEW once a newer program has changed the format.
  absl::Status CheckStillOurs();
  void Note(const absl::Status& committed, std::chrono::nanoseconds took);
  // For how long the first of the commits under way has been.
  std::chrono::nanoseconds UnderWayFor() const;

  enum class Last { kWell, kNoRoom, kFailed };

  const std::string name_;
  const std::unique_ptr<storage::Store> inner_;
  const SteadyNow now_;
  const storage::StoreNumbers* const numbers_;
  const storage::StoreWarnings* const warnings_;
  mutable std::mutex mutex_;
  std::multiset<Instant> under_way_;  // since when
  Histogram commits_{kDurationBounds};
  std::atomic<uint64_t> failed_ = 0;
  std::atomic<Last> last_ = Last::kWell;
  std::atomic<Instant> failed_at_ = Instant();
  Instant looked_at_ = Instant();
  absl::Status moved_on_;  // why nothing is written any more
};

}  // namespace kasvu::services
