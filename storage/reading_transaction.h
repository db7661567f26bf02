// Transactions of stores that were opened for reading alone.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "storage/errors.h"
#include "storage/kv.h"
#include "storage/overlay.h"

namespace kasvu::storage {

// Reads what `view` has, with its own changes over it, which nobody else ever sees: a commit of any
// is refused (STORE_READ_ONLY). Nobody changes what it reads, so every lock is free.
class ReadingTransaction : public WaitingTransaction {
 public:
  explicit ReadingTransaction(std::unique_ptr<Snapshot> view)
      : WaitingTransaction(*view), view_(std::move(view)) {}

  absl::Status Lock(std::string_view) override { return absl::OkStatus(); }
  absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                    const std::set<std::string>& keys) override {
    return Transaction::LockAndGet(locks, keys);
  }
  absl::Status Commit() override {
    return changed_.TakeWrites().empty() ? absl::OkStatus() : StoreReadOnly();
  }
  absl::Status CommitWith(const Writes& writes) override { return Transaction::CommitWith(writes); }
  void Rollback() override { changed_.TakeWrites(); }

 private:
  const std::unique_ptr<Snapshot> view_;
};

}  // namespace kasvu::storage
