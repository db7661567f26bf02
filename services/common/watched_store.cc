#include "services/common/watched_store.h"

#include <chrono>
#include <utility>

#include "errors/error.h"
#include "services/common/log.h"
#include "storage/format.h"

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
    if (!changes_) return inner_->Commit();
    return Watched([this] { return inner_->Commit(); });
  }
  absl::Status CommitWith(const storage::Writes& writes) override {
    if (!changes_ && writes.empty()) return inner_->Commit();
    return Watched([&] { return inner_->CommitWith(writes); });
  }
  void Rollback() override { inner_->Rollback(); }

 private:
  absl::Status Watched(absl::FunctionRef<absl::Status()> commit) {
    absl::Status committed = store_.Commit(commit);
    // One that was refused before it was tried has to end too.
    inner_->Rollback();
    return committed;
  }

  WatchedStore& store_;
  const std::unique_ptr<Transaction> inner_;
  bool changes_ = false;  // one without says nothing about the disk
};

}  // namespace

WatchedStore::WatchedStore(std::string name, std::unique_ptr<storage::Store> inner, SteadyNow now)
    : name_(std::move(name)),
      inner_(std::move(inner)),
      now_(std::move(now)),
      numbers_(dynamic_cast<const storage::StoreNumbers*>(inner_.get())),
      warnings_(dynamic_cast<const storage::StoreWarnings*>(inner_.get())) {}

std::unique_ptr<Transaction> WatchedStore::Begin() {
  return std::make_unique<WatchedTransaction>(*this, inner_->Begin());
}

absl::Status WatchedStore::CheckStillOurs() {
  if (!inner_->IsShared()) return absl::OkStatus();
  const Instant began = now_();
  {
    const std::lock_guard lock(mutex_);
    if (!moved_on_.ok() || began - looked_at_ < kLookAtFormatEvery) return moved_on_;
  }
  // A database that does not answer must not silence those who ask what is wrong. Whoever commits
  // meanwhile looks as well: only a look that has come to its end says anything.
  const absl::Status format = storage::CheckFormat(*inner_->TakeSnapshot());
  const std::lock_guard lock(mutex_);
  looked_at_ = began;
  // That it cannot be read now, the commit will say itself.
  if (ReasonOf(format) == "STORE_TOO_NEW" && moved_on_.ok()) {
    moved_on_ = format;
    Log(LogLevel::kError, "format changed by a newer program", moved_on_, {{"store", name_}});
  }
  return moved_on_;
}

absl::Status WatchedStore::Commit(absl::FunctionRef<absl::Status()> commit) {
  const auto began = now_();
  std::multiset<Instant>::iterator place;
  {
    const std::lock_guard lock(mutex_);
    place = under_way_.insert(began);
  }
  const absl::Status ours = CheckStillOurs();
  absl::Status committed = ours.ok() ? commit() : ours;
  {
    const std::lock_guard lock(mutex_);
    under_way_.erase(place);
  }
  if (ours.ok()) Note(committed, now_() - began);
  return committed;
}

std::chrono::nanoseconds WatchedStore::UnderWayFor() const {
  const std::lock_guard lock(mutex_);
  if (under_way_.empty()) return {};
  return now_() - *under_way_.begin();
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
  std::vector<Trouble> troubles;
  if (warnings_ != nullptr) {
    for (storage::StoreWarning& warning : warnings_->Warnings()) {
      troubles.push_back({std::move(warning.reason), name_, std::move(warning.message), true});
    }
  }
  {
    const std::lock_guard lock(mutex_);
    if (!moved_on_.ok()) {
      troubles.push_back({"STORE_TOO_NEW", name_,
                          "a newer version has changed the format; stop this one and install that",
                          false});
    }
  }
  if (UnderWayFor() > kCommitStands) {
    troubles.push_back({"STORE_STANDS_STILL", name_,
                        "a commit has not come back for some time, and nothing can be recorded "
                        "meanwhile; look at the disk, or at the database and its standby",
                        false});
  }
  Last last = last_.load(std::memory_order_relaxed);
  const bool counts = numbers_ != nullptr || now_() - failed_at_.load() <= kFailureCounts;
  if (!counts) last = Last::kWell;
  if (last == Last::kFailed) {
    troubles.push_back({"STORE_UNAVAILABLE", name_,
                        "a commit failed; until one succeeds, or kasvud is started anew, nothing "
                        "can be recorded",
                        false});
    return troubles;
  }
  const std::optional<int64_t> left = numbers_ == nullptr ? std::nullopt : numbers_->BytesLeft();
  if (left ? *left < 0 : last == Last::kNoRoom) {
    troubles.push_back({"DISK_NEARLY_FULL", name_,
                        "the disk is nearly full and nothing can be recorded; make room on it",
                        false});
  }
  return troubles;
}

}  // namespace kasvu::services
