// The port to whatever keeps the data: an ordered map from bytes to bytes with snapshots, locks
// and transactions. It knows no domain; keys are built by storage/key.h, records by
// storage/table.h. Every backend passes the one suite in tests/storage/conformance_test.cc.
//
// Keys are not empty and order as unsigned bytes. Those that begin with two zero bytes belong to
// storage itself.
// Every call may answer UNAVAILABLE (STORE_UNAVAILABLE) when the backend cannot be reached or its
// disk fails, and DATA_LOSS (STORE_DAMAGED) when what lies there is not what was written.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace kasvu::storage {

// The keys from `start` up to but not including `end`. An empty `end` means no upper limit; a
// range whose start is not below its end holds nothing.
struct KeyRange {
  std::string start;
  std::string end;

  // Every key that begins with `prefix`, itself included. An empty prefix is the whole store.
  static KeyRange Prefix(std::string_view prefix);
  // Whether `key` lies inside.
  bool Contains(std::string_view key) const;
};

// Called for one pair; the views live until it returns. Returns whether to go on.
using Visitor = absl::FunctionRef<bool(std::string_view key, std::string_view value)>;

// What is to be written, by key: a value, or nullopt to remove the key.
using Writes = std::map<std::string, std::optional<std::string>, std::less<>>;

// What can be read. The visitor of a scan must not write to the transaction being scanned.
class Reader {
 public:
  virtual ~Reader() = default;

  // The value at `key`, or nullopt when there is none. An absent key is no error.
  virtual absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const = 0;

  // Visits the pairs of `range` in ascending key order until the visitor returns false.
  virtual absl::Status Scan(const KeyRange& range, Visitor visitor) const = 0;

  // The same in descending key order.
  virtual absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const = 0;

  // The pair with the greatest key in `range`, or nullopt when the range is empty.
  absl::StatusOr<std::optional<std::pair<std::string, std::string>>> Last(
      const KeyRange& range) const;
};

// The store as it was at one moment: commits made later are never seen. May be read by several
// threads at once; must not outlive its store. Keep it for one answer, not for hours: what it
// sees cannot be cleaned up while it lives.
class Snapshot : public Reader {};

// What can be changed as well, and reads its own changes.
class Writer : public Reader {
 public:
  // Sets `key` to `value`. A backend that cannot take it says so at Commit.
  virtual void Put(std::string_view key, std::string_view value) = 0;

  // Removes `key`; removing what is absent is no error.
  virtual void Delete(std::string_view key) = 0;
};

// Changes that become visible and durable together, or not at all. A transaction reads its own
// writes over whatever is committed at the moment of each read: what must not change between
// reading and writing has to be locked first. Two transactions that write the same key without a
// lock do not fail: the later commit wins. Used by one thread at a time; ends at Commit,
// Rollback or destruction (which rolls back) and must not outlive its store.
class Transaction : public Writer {
 public:
  // Waits until no other transaction holds `key` and holds it until this one ends. Locks are
  // names: the key need not exist, and reading or writing it does not ask for the lock. Locking
  // again what one holds returns at once. ABORTED (LOCK_DEADLOCK) when waiting could never end:
  // roll back and begin anew. Transactions that lock several keys in ascending order never meet it.
  virtual absl::Status Lock(std::string_view key) = 0;

  // Locks all of `locks`, in ascending order, and then reads `keys`: each of them with its value,
  // or nullopt when it is absent. One round trip where the store is elsewhere. ABORTED as Lock, and
  // (TRANSACTION_CONFLICT) when another was in the way: roll back and begin anew. The body here
  // does it one by one, for stores that are near; whoever wraps a transaction passes it on.
  virtual absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                            const std::set<std::string>& keys) = 0;

  // Makes the changes visible and durable (synced to disk) in one step and releases the locks,
  // whatever the outcome. RESOURCE_EXHAUSTED (DISK_NEARLY_FULL), ABORTED (TRANSACTION_CONFLICT) and
  // FAILED_PRECONDITION (TRANSACTION_OVER, when it has already ended): nothing was written.
  // UNAVAILABLE (COMMIT_UNKNOWN): it may or may not be on disk, and only reading after the store
  // is well again can tell. A transaction without changes always succeeds.
  virtual absl::Status Commit() = 0;

  // The same after all of `writes`. The body here puts them one by one before Commit.
  virtual absl::Status CommitWith(const Writes& writes) = 0;

  // Forgets the changes and releases the locks. Does nothing once the transaction has ended.
  virtual void Rollback() = 0;
};

// One ordered map. Safe for use by several threads. Snapshots and transactions must end before
// it is destroyed.
class Store {
 public:
  virtual ~Store() = default;
  virtual std::unique_ptr<Snapshot> TakeSnapshot() = 0;
  virtual std::unique_ptr<Transaction> Begin() = 0;

  // Whether other programs may change what is in it meanwhile.
  virtual bool IsShared() const = 0;

  // Makes sure that what was deleted or written over in `ranges` is gone from the disk too, not
  // only from sight: returns when its old bytes have been dropped. Slow, for erasure only: ask once
  // for all that there is. Snapshots that are still held may keep the bytes they see. UNAVAILABLE
  // (STORE_UNAVAILABLE) while others keep the bytes where they are: ask again.
  virtual absl::Status Purge(const std::vector<KeyRange>& ranges) = 0;
};

}  // namespace kasvu::storage
