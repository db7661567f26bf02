#include "storage/faulty_store.h"

#include <utility>

#include "errors/error.h"
#include "storage/errors.h"

namespace kasvu::storage {
namespace {

// A snapshot or transaction whose reads fail when the script says so.
template <typename Port>
class FaultyReads : public Port {
 public:
  FaultyReads(FaultyStore& store, std::unique_ptr<Port> inner)
      : store_(store), inner_(std::move(inner)) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    KASVU_RETURN_IF_ERROR(store_.NextRead(key));
    return inner_->Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    KASVU_RETURN_IF_ERROR(store_.NextRead());
    return Visit(visitor, [&](Visitor careful) { return inner_->Scan(range, careful); });
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    KASVU_RETURN_IF_ERROR(store_.NextRead());
    return Visit(visitor, [&](Visitor careful) { return inner_->ScanReverse(range, careful); });
  }

 protected:
  FaultyStore& store_;
  const std::unique_ptr<Port> inner_;

 private:
  // Ends the scan at the first key that cannot be read.
  absl::Status Visit(Visitor visitor, absl::FunctionRef<absl::Status(Visitor)> scan) const {
    absl::Status met;
    KASVU_RETURN_IF_ERROR(scan([&](std::string_view key, std::string_view value) {
      met = store_.Meet(key);
      return met.ok() && visitor(key, value);
    }));
    return met;
  }
};

class FaultyTransaction : public FaultyReads<Transaction> {
 public:
  using FaultyReads::FaultyReads;

  absl::Status Lock(std::string_view key) override { return inner_->Lock(key); }
  absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                    const std::set<std::string>& keys) override {
    // Each of them is a read.
    for (const std::string& key : keys) KASVU_RETURN_IF_ERROR(store_.NextRead(key));
    return inner_->LockAndGet(locks, keys);
  }
  void Put(std::string_view key, std::string_view value) override {
    changes_ = true;
    inner_->Put(key, value);
  }
  void Delete(std::string_view key) override {
    changes_ = true;
    inner_->Delete(key);
  }
  absl::Status Commit() override { return CommitWith({}); }
  absl::Status CommitWith(const Writes& writes) override {
    const bool changes = std::exchange(changes_, false) || !writes.empty();
    const std::optional<CommitFault> fault = changes ? store_.NextCommit() : std::nullopt;
    if (!fault.has_value()) return inner_->CommitWith(writes);
    if (*fault == CommitFault::kUnknownWritten) {
      KASVU_RETURN_IF_ERROR(inner_->CommitWith(writes));
    } else {
      inner_->Rollback();
    }
    return *fault == CommitFault::kRefused ? DiskNearlyFull(0, 1) : CommitUnknown("as scripted");
  }
  void Rollback() override {
    changes_ = false;
    inner_->Rollback();
  }

 private:
  bool changes_ = false;
};

}  // namespace

FaultyStore::FaultyStore(std::unique_ptr<Store> inner) : inner_(std::move(inner)) {}

void FaultyStore::FailCommit(int nth, CommitFault fault) {
  std::lock_guard guard(mutex_);
  commit_faults_[commits_ + nth] = fault;
}

void FaultyStore::FailRead(int nth) {
  std::lock_guard guard(mutex_);
  read_faults_.insert(reads_ + nth);
}

void FaultyStore::FailReadsOf(const KeyRange& range, absl::Status status) {
  std::lock_guard guard(mutex_);
  unreadable_.emplace_back(range, std::move(status));
}

void FaultyStore::HoldCommits() {
  std::lock_guard guard(mutex_);
  holds_commits_ = true;
}

void FaultyStore::LetCommitsGo() {
  std::lock_guard guard(mutex_);
  holds_commits_ = false;
  changed_.notify_all();
}

void FaultyStore::AwaitHeldCommit() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return holds_commits_ && held_ > 0; });
}

int FaultyStore::commits() const {
  std::lock_guard guard(mutex_);
  return commits_;
}

int FaultyStore::reads() const {
  std::lock_guard guard(mutex_);
  return reads_;
}

std::unique_ptr<Snapshot> FaultyStore::TakeSnapshot() {
  return std::make_unique<FaultyReads<Snapshot>>(*this, inner_->TakeSnapshot());
}

std::unique_ptr<Transaction> FaultyStore::Begin() {
  return std::make_unique<FaultyTransaction>(*this, inner_->Begin());
}

absl::Status FaultyStore::Purge(const std::vector<KeyRange>& ranges) {
  return inner_->Purge(ranges);
}

absl::Status FaultyStore::NextRead() {
  std::lock_guard guard(mutex_);
  if (read_faults_.erase(++reads_) == 0) return absl::OkStatus();
  return StoreUnavailable("as scripted");
}

absl::Status FaultyStore::NextRead(std::string_view key) {
  KASVU_RETURN_IF_ERROR(NextRead());
  return Meet(key);
}

absl::Status FaultyStore::Meet(std::string_view key) const {
  std::lock_guard guard(mutex_);
  for (const auto& [range, status] : unreadable_) {
    if (range.Contains(key)) return status;
  }
  return absl::OkStatus();
}

std::optional<CommitFault> FaultyStore::NextCommit() {
  std::unique_lock lock(mutex_);
  ++held_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return !holds_commits_; });
  --held_;
  const auto fault = commit_faults_.find(++commits_);
  if (fault == commit_faults_.end()) return std::nullopt;
  return fault->second;
}

}  // namespace kasvu::storage
