#include "services/admin/frozen_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kasvu::admin {
namespace {

class View : public storage::Snapshot {
 public:
  explicit View(const storage::Snapshot& whole) : whole_(whole) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return whole_.Get(key);
  }
  absl::Status Scan(const storage::KeyRange& range, storage::Visitor visitor) const override {
    return whole_.Scan(range, visitor);
  }
  absl::Status ScanReverse(const storage::KeyRange& range,
                           storage::Visitor visitor) const override {
    return whole_.ScanReverse(range, visitor);
  }

 private:
  const storage::Snapshot& whole_;
};

class FrozenStore : public storage::Store {
 public:
  explicit FrozenStore(std::unique_ptr<storage::Store> store)
      : store_(std::move(store)), snapshot_(store_->TakeSnapshot()) {}

  std::unique_ptr<storage::Snapshot> TakeSnapshot() override {
    return std::make_unique<View>(*snapshot_);
  }
  std::unique_ptr<storage::Transaction> Begin() override { return store_->Begin(); }
  absl::Status Purge(const storage::KeyRange& range) override { return store_->Purge(range); }

 private:
  const std::unique_ptr<storage::Store> store_;
  const std::unique_ptr<storage::Snapshot> snapshot_;
};

}  // namespace

std::unique_ptr<storage::Store> Freeze(std::unique_ptr<storage::Store> store) {
  return std::make_unique<FrozenStore>(std::move(store));
}

}  // namespace kasvu::admin
