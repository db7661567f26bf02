// A store that fails when told to: for tests of whatever stands on the port.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "storage/kv.h"

namespace kasvu::storage {

// How a commit fails.
enum class CommitFault {
  kRefused,         // DISK_NEARLY_FULL: nothing is written
  kUnknownLost,     // COMMIT_UNKNOWN, and nothing is written
  kUnknownWritten,  // COMMIT_UNKNOWN, though everything is written
};

// Passes everything on to the store that it wraps, but for the calls that a test has picked.
// Commits that change something are counted, and reads (Get, Scan, ScanReverse, of snapshots and
// transactions), each from 1 at the first one after construction. Safe for use by several threads.
class FaultyStore : public Store {
 public:
  explicit FaultyStore(std::unique_ptr<Store> inner);

  // Makes the `nth` commit from now (1 is the next) fail by `fault`.
  void FailCommit(int nth, CommitFault fault);
  // Makes the `nth` read from now fail with UNAVAILABLE (STORE_UNAVAILABLE).
  void FailRead(int nth);
  // From now on every read that meets a key of `range` fails with `status`, as when the bytes there
  // have changed on the disk, or it cannot be read.
  void FailReadsOf(const KeyRange& range, absl::Status status);
  // From now on commits that change something wait, until they are let go.
  void HoldCommits();
  void LetCommitsGo();
  // Until a commit waits.
  void AwaitHeldCommit();
  // From now on says of itself that others may change what is in it.
  void PretendToBeShared() { shared_ = true; }
  // How many commits that change something, and how many reads, have been asked for so far.
  int commits() const;
  int reads() const;

  std::unique_ptr<Snapshot> TakeSnapshot() override;
  std::unique_ptr<Transaction> Begin() override;
  bool IsShared() const override { return shared_ || inner_->IsShared(); }
  absl::Status Purge(const std::vector<KeyRange>& ranges) override;

  // For the readers and transactions of this store: the fault that the call now made meets.
  absl::Status NextRead();
  absl::Status NextRead(std::string_view key);
  // The same for one key more of a scan.
  absl::Status Meet(std::string_view key) const;
  // Waits while commits are held.
  std::optional<CommitFault> NextCommit();

 private:
  const std::unique_ptr<Store> inner_;
  std::atomic<bool> shared_ = false;
  mutable std::mutex mutex_;
  int commits_ = 0;
  int reads_ = 0;
  std::map<int, CommitFault> commit_faults_;
  std::set<int> read_faults_;
  std::vector<std::pair<KeyRange, absl::Status>> unreadable_;
  std::condition_variable changed_;
  bool holds_commits_ = false;
  int held_ = 0;
};

}  // namespace kasvu::storage
