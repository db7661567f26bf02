#include "storage/memory_store.h"

#include <utility>

#include "storage/errors.h"
#include "storage/lock_table.h"
#include "storage/versioned_map.h"

namespace kasvu::storage {
namespace {

using Pair = VersionedMap::Pair;
using Sequence = VersionedMap::Sequence;

// Keeps one sequence readable.
class Pin {
 public:
  explicit Pin(VersionedMap& map) : map_(map), sequence_(map.Pin()) {}
  ~Pin() { map_.Unpin(sequence_); }
  Pin(const Pin&) = delete;
  Pin& operator=(const Pin&) = delete;
  Sequence sequence() const { return sequence_; }

 private:
  VersionedMap& map_;
  const Sequence sequence_;
};

const Writes& NoWrites() {
  static const Writes none;
  return none;
}

// The nearest of `writes` in `range`, removals included.
Writes::const_iterator NearestWrite(const Writes& writes, const KeyRange& range, bool reverse) {
  const auto low = writes.lower_bound(range.start);
  const auto high = range.end.empty() ? writes.end() : writes.lower_bound(range.end);
  if (low == high) return writes.end();
  return reverse ? std::prev(high) : low;
}

// Visits `map` as of `sequence` with `writes` laid over it. No lock is held while a visitor runs,
// so it may read and commit as it likes.
absl::Status Visit(const VersionedMap& map, Sequence sequence, const Writes& writes, KeyRange rest,
                   bool reverse, Visitor visitor) {
  for (;;) {
    if (!rest.end.empty() && rest.start >= rest.end) return absl::OkStatus();
    std::optional<Pair> pair = map.Nearest(rest, reverse, sequence);
    const auto write = NearestWrite(writes, rest, reverse);
    if (write != writes.end() && (!pair.has_value() || (reverse ? write->first >= pair->first
                                                                : write->first <= pair->first))) {
      pair.reset();
      if (write->second.has_value()) pair.emplace(write->first, *write->second);
      (reverse ? rest.end : rest.start) = write->first;
    } else if (pair.has_value()) {
      (reverse ? rest.end : rest.start) = pair->first;
    } else {
      return absl::OkStatus();
    }
    if (!reverse) rest.start.push_back('\0');
    if (pair.has_value() && !visitor(pair->first, pair->second)) return absl::OkStatus();
  }
}

class MemorySnapshot : public Snapshot {
 public:
  explicit MemorySnapshot(VersionedMap& map) : map_(map), pin_(map) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return map_.Get(key, pin_.sequence());
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return Visit(map_, pin_.sequence(), NoWrites(), range, false, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return Visit(map_, pin_.sequence(), NoWrites(), range, true, visitor);
  }

 private:
  VersionedMap& map_;
  const Pin pin_;
};

class MemoryTransaction : public Transaction {
 public:
  MemoryTransaction(VersionedMap& map, LockTable& locks)
      : map_(map), locks_(locks), owner_(locks.NewOwner()) {}
  ~MemoryTransaction() override { Rollback(); }

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    if (const auto write = writes_.find(key); write != writes_.end()) return write->second;
    return map_.Get(key, std::nullopt);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    const Pin pin(map_);
    return Visit(map_, pin.sequence(), writes_, range, false, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    const Pin pin(map_);
    return Visit(map_, pin.sequence(), writes_, range, true, visitor);
  }
  absl::Status Lock(std::string_view key) override {
    if (over_) return TransactionOver();
    return locks_.Acquire(owner_, key);
  }
  absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                    const std::set<std::string>& keys) override {
    return Transaction::LockAndGet(locks, keys);
  }
  void Put(std::string_view key, std::string_view value) override {
    writes_.insert_or_assign(std::string(key), std::string(value));
  }
  void Delete(std::string_view key) override {
    writes_.insert_or_assign(std::string(key), std::nullopt);
  }
  absl::Status Commit() override {
    if (over_) return TransactionOver();
    if (!writes_.empty()) map_.Apply(writes_);
    Rollback();
    return absl::OkStatus();
  }
  absl::Status CommitWith(const Writes& writes) override { return Transaction::CommitWith(writes); }
  void Rollback() override {
    over_ = true;
    writes_.clear();
    locks_.ReleaseAll(owner_);
  }

 private:
  VersionedMap& map_;
  LockTable& locks_;
  const LockTable::Owner owner_;
  Writes writes_;
  bool over_ = false;
};

class MemoryStore : public Store {
 public:
  std::unique_ptr<Snapshot> TakeSnapshot() override {
    return std::make_unique<MemorySnapshot>(map_);
  }
  std::unique_ptr<Transaction> Begin() override {
    return std::make_unique<MemoryTransaction>(map_, locks_);
  }
  bool IsShared() const override { return false; }
  absl::Status Purge(const std::vector<KeyRange>&) override { return absl::OkStatus(); }

 private:
  VersionedMap map_;
  LockTable locks_;
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore() { return std::make_unique<MemoryStore>(); }

}  // namespace kasvu::storage
