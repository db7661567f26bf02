#include "storage/frozen_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/errors.h"
#include "storage/reading_transaction.h"

namespace kasvu::storage {
namespace {

class View : public Snapshot {
 public:
  explicit View(const Snapshot& whole) : whole_(whole) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return whole_.Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return whole_.Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return whole_.ScanReverse(range, visitor);
  }

 private:
  const Snapshot& whole_;
};

class FrozenStore : public Store {
 public:
  explicit FrozenStore(std::unique_ptr<Store> store)
      : store_(std::move(store)), snapshot_(store_->TakeSnapshot()) {}

  std::unique_ptr<Snapshot> TakeSnapshot() override { return std::make_unique<View>(*snapshot_); }
  std::unique_ptr<Transaction> Begin() override {
    return std::make_unique<ReadingTransaction>(TakeSnapshot());
  }
  // Whatever others change is not seen here.
  bool IsShared() const override { return false; }
  absl::Status Purge(const std::vector<KeyRange>&) override { return StoreReadOnly(); }

 private:
  const std::unique_ptr<Store> store_;
  const std::unique_ptr<Snapshot> snapshot_;
};

}  // namespace

std::unique_ptr<Store> Freeze(std::unique_ptr<Store> store) {
  return std::make_unique<FrozenStore>(std::move(store));
}

}  // namespace kasvu::storage
