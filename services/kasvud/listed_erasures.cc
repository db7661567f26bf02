#include "services/kasvud/listed_erasures.h"

#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "storage/erasure_list.h"
#include "storage/wrapped_key.h"

namespace kasvu::kasvud {
namespace {

using storage::KeyRange;
using storage::Visitor;

// The subject whose key is destroyed when `value` is written at `key`.
std::optional<std::string> ErasedBy(std::string_view key, std::string_view value) {
  if (value != storage::kDestroyed) return std::nullopt;
  return storage::SubjectAt(key);
}

class ListingTransaction : public storage::Transaction {
 public:
  ListingTransaction(std::unique_ptr<storage::Transaction> below, const std::string& file)
      : below_(std::move(below)), file_(file) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return below_->Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return below_->Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return below_->ScanReverse(range, visitor);
  }
  absl::Status Lock(std::string_view key) override { return below_->Lock(key); }
  absl::StatusOr<storage::Writes> LockAndGet(const std::set<std::string>& locks,
                                             const std::set<std::string>& keys) override {
    return below_->LockAndGet(locks, keys);
  }
  void Put(std::string_view key, std::string_view value) override {
    if (auto subject = ErasedBy(key, value)) erased_.push_back(*std::move(subject));
    below_->Put(key, value);
  }
  void Delete(std::string_view key) override { below_->Delete(key); }
  absl::Status Commit() override { return CommitWith({}); }
  absl::Status CommitWith(const storage::Writes& writes) override {
    for (const auto& [key, value] : writes) {
      if (auto subject = ErasedBy(key, value.value_or(""))) erased_.push_back(*std::move(subject));
    }
    const absl::Status listed = storage::AppendErased(file_, erased_);
    if (!listed.ok()) below_->Rollback();
    KASVU_RETURN_IF_ERROR(listed);
    return below_->CommitWith(writes);
  }
  void Rollback() override { below_->Rollback(); }

 private:
  const std::unique_ptr<storage::Transaction> below_;
  const std::string& file_;
  std::vector<std::string> erased_;
};

class ListingStore : public storage::Store {
 public:
  ListingStore(std::unique_ptr<storage::Store> below, std::string file)
      : below_(std::move(below)), file_(std::move(file)) {}

  std::unique_ptr<storage::Snapshot> TakeSnapshot() override { return below_->TakeSnapshot(); }
  std::unique_ptr<storage::Transaction> Begin() override {
    return std::make_unique<ListingTransaction>(below_->Begin(), file_);
  }
  bool IsShared() const override { return below_->IsShared(); }
  absl::Status Purge(const std::vector<KeyRange>& ranges) override { return below_->Purge(ranges); }

 private:
  const std::unique_ptr<storage::Store> below_;
  const std::string file_;
};

}  // namespace

std::unique_ptr<storage::Store> ListErasures(std::unique_ptr<storage::Store> keys,
                                             const std::string& file) {
  return std::make_unique<ListingStore>(std::move(keys), file);
}

}  // namespace kasvu::kasvud
