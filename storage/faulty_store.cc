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
    KASVU_RETURN_IF_ERROR(store_.NextRead());
    return inner_->Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    KASVU_RETURN_IF_ERROR(store_.NextRead());
    return inner_->Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    KASVU_RETURN_IF_ERROR(store_.NextRead());
    return inner_->ScanReverse(range, visitor);
  }

 protected:
  FaultyStore& store_;
  const std::unique_ptr<Port> inner_;
};

class FaultyTransaction : public FaultyReads<Transaction> {
 public:
  using FaultyReads::FaultyReads;

  absl::Status Lock(std::string_view key) override { return inner_->Lock(key); }
  void Put(std::string_view key, std::string_view value) override {
    changes_ = true;
    inner_->Put(key, value);
  }
  void Delete(std::string_view key) override {
    changes_ = true;
    inner_->Delete(key);
  }
  absl::Status Commit() override {
    const std::optional<CommitFault> fault = changes_ ? store_.NextCommit() : std::nullopt;
    changes_ = false;
    if (!fault.has_value()) return inner_->Commit();
    if (*fault == CommitFault::kUnknownWritten) {
      KASVU_RETURN_IF_ERROR(inner_->Commit());
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

absl::Status FaultyStore::Purge(const KeyRange& range) { return inner_->Purge(range); }

absl::Status FaultyStore::NextRead() {
  std::lock_guard guard(mutex_);
  if (read_faults_.erase(++reads_) == 0) return absl::OkStatus();
  return StoreUnavailable("as scripted");
}

std::optional<CommitFault> FaultyStore::NextCommit() {
  std::lock_guard guard(mutex_);
  const auto fault = commit_faults_.find(++commits_);
  if (fault == commit_faults_.end()) return std::nullopt;
  return fault->second;
}

}  // namespace kasvu::storage
