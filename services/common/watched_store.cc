#include "services/common/watched_store.h"

#include <chrono>
#include <utility>

#include "errors/error.h"
#include "services/common/log.h"

namespace kasvu::services {
namespace {

using storage::KeyRange;
using storage::Transaction;
using storage::Visitor;

class WatchedTransaction : public Transaction {
 public:
  WatchedTransaction(WatchedStore& store, std::unique_ptr<Transaction> inner)
      : store_(store), inner_(std::move(inner)) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return inner_->Get(key);
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return inner_->Scan(range, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return inner_->ScanReverse(range, visitor);
  }
  absl::Status Lock(std::string_view key) override { return inner_->Lock(key); }
  absl::StatusOr<storage::Writes> LockAndGet(const std::set<std::string>& locks,
                                             const std::set<std::string>& keys) override {
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
  absl::Status Commit() override {
    return Timed(changes_, [this] { return inner_->Commit(); });
  }
  absl::Status CommitWith(const storage::Writes& writes) override {
    return Timed(changes_ || !writes.empty(), [&] { return inner_->CommitWith(writes); });
  }
  void Rollback() override { inner_->Rollback(); }

 private:
  // One without changes says nothing about the disk.
  template <class Commits>
  absl::Status Timed(bool changes, const Commits& commit) {
    const auto began = std::chrono::steady_clock::now();
    absl::Status committed = commit();
    if (changes) store_.Note(committed, std::chrono::steady_clock::now() - began);
    return committed;
  }

  WatchedStore& store_;
  const std::unique_ptr<Transaction> inner_;
  bool changes_ = false;
};

}  // namespace

WatchedStore::WatchedStore(std::string name, std::unique_ptr<storage::Store> inner, SteadyNow now)
    : name_(std::move(name)),
      inner_(std::move(inner)),
      now_(std::move(now)),
      numbers_(dynamic_cast<const storage::StoreNumbers*>(inner_.get())) {}

std::unique_ptr<Transaction> WatchedStore::Begin() {
  return std::make_unique<WatchedTransaction>(*this, inner_->Begin());
}

void WatchedStore::Note(const absl::Status& committed, std::chrono::nanoseconds took) {
  if (committed.ok()) {
    commits_.Note(took);
    last_.store(Last::kWell, std::memory_order_relaxed);
    return;
  }
  // Two that met are no trouble: one of them begins anew.
  if (absl::IsAborted(committed)) return;
  failed_.fetch_add(1, std::memory_order_relaxed);
  failed_at_ = now_();
  const bool no_room = absl::IsResourceExhausted(committed);
  const Last before = last_.exchange(no_room ? Last::kNoRoom : Last::kFailed);
  if (!no_room && before != Last::kFailed) {
    Log(LogLevel::kError, "commit failed", committed, {{"store", name_}});
  }
}

std::vector<Trouble> WatchedStore::Troubles() const {
  const Last last = last_.load(std::memory_order_relaxed);
  if (last != Last::kWell && numbers_ == nullptr && now_() - failed_at_.load() > kFailureCounts) {
    return {};
  }
  if (last == Last::kFailed) {
    return {{"STORE_UNAVAILABLE", name_,
             "a commit failed; until one succeeds, or kasvud is started anew, nothing can be "
             "recorded",
             false}};
  }
  const std::optional<int64_t> left = numbers_ == nullptr ? std::nullopt : numbers_->BytesLeft();
  if (left ? *left < 0 : last == Last::kNoRoom) {
    return {{"DISK_NEARLY_FULL", name_,
             "the disk is nearly full and nothing can be recorded; make room on it", false}};
  }
  return {};
}

}  // namespace kasvu::services
