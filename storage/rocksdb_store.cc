#include "storage/rocksdb_store.h"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/write_batch.h"
#include "storage/errors.h"
#include "storage/lock_table.h"
#include "storage/rocksdb_check_files.h"
#include "storage/rocksdb_noting_file_system.h"
#include "storage/rocksdb_options.h"
#include "storage/writes.h"

namespace kasvu::storage {
namespace {

rocksdb::Slice SliceOf(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view ViewOf(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

absl::Status ReadError(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) return StoreDamaged(status.ToString());
  return StoreUnavailable(status.ToString());
}

absl::StatusOr<std::optional<std::string>> Found(const rocksdb::Status& status, std::string value) {
  if (status.IsNotFound()) return std::nullopt;
  KASVU_RETURN_IF_ERROR(ReadError(status));
  return value;
}

// Where a scan may end, in the form that RocksDB wants; outlives the iterator made with it.
struct Bound {
  explicit Bound(const KeyRange& range) : end(SliceOf(range.end)) {}
  const rocksdb::Slice* get() const { return end.empty() ? nullptr : &end; }
  rocksdb::Slice end;
};

// The pairs of `writes` in `range`, in the order of a visit.
std::vector<const Writes::value_type*> Within(const Writes& writes, const KeyRange& range,
                                              bool reverse) {
  std::vector<const Writes::value_type*> within;
  for (auto write = writes.lower_bound(range.start);
       write != writes.end() && range.Contains(write->first); ++write) {
    within.push_back(&*write);
  }
  if (reverse) std::reverse(within.begin(), within.end());
  return within;
}

// Visits what `iterator` finds in `range` with `writes` laid over it.
absl::Status Visit(rocksdb::Iterator& iterator, const KeyRange& range, bool reverse,
                   Visitor visitor, const Writes& writes = {}) {
  if (!reverse) {
    iterator.Seek(SliceOf(range.start));
  } else if (range.end.empty()) {
    iterator.SeekToLast();
  } else {
    iterator.SeekForPrev(SliceOf(range.end));
    if (iterator.Valid() && ViewOf(iterator.key()) == range.end) iterator.Prev();
  }
  const std::vector<const Writes::value_type*> own = Within(writes, range, reverse);
  auto write = own.begin();
  while (true) {
    const bool found = iterator.Valid() && range.Contains(ViewOf(iterator.key()));
    if (!found && write == own.end()) break;
    // Which of the two comes first; a write hides what is committed under its key.
    const int order = !found               ? 1
                      : write == own.end() ? -1
                      : reverse            ? SliceOf((*write)->first).compare(iterator.key())
                                           : iterator.key().compare(SliceOf((*write)->first));
    if (order < 0 && !visitor(ViewOf(iterator.key()), ViewOf(iterator.value()))) break;
    if (order <= 0) reverse ? iterator.Prev() : iterator.Next();
    if (order < 0) continue;
    const auto& [key, value] = **write++;
    if (value && !visitor(key, *value)) break;
  }
  return ReadError(iterator.status());
}

// What snapshots and transactions of one store share.
struct Shared {
  RocksDbStoreOptions options;
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<rocksdb::DB> db;
  LockTable locks;
  // Set once a commit has failed in a way that leaves the disk's state unknown.
  std::atomic<bool> broken = false;
};

class RocksDbSnapshot : public Snapshot {
 public:
  explicit RocksDbSnapshot(rocksdb::DB& db) : db_(db), snapshot_(db.GetSnapshot()) {}
  ~RocksDbSnapshot() override { db_.ReleaseSnapshot(snapshot_); }

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    std::string value;
    const rocksdb::Status status = db_.Get(Options(), SliceOf(key), &value);
    return Found(status, std::move(value));
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return VisitRange(range, false, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return VisitRange(range, true, visitor);
  }

 private:
  rocksdb::ReadOptions Options() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    return options;
  }
  absl::Status VisitRange(const KeyRange& range, bool reverse, Visitor visitor) const {
    const Bound bound(range);
    rocksdb::ReadOptions options = Options();
    options.iterate_upper_bound = bound.get();
    const std::unique_ptr<rocksdb::Iterator> iterator(db_.NewIterator(options));
    return Visit(*iterator, range, reverse, visitor);
  }

  rocksdb::DB& db_;
  const rocksdb::Snapshot* const snapshot_;
};

class RocksDbTransaction : public Transaction {
 public:
  explicit RocksDbTransaction(Shared& shared) : shared_(shared), owner_(shared.locks.NewOwner()) {}
  ~RocksDbTransaction() override { Rollback(); }

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    if (const auto write = writes_.find(key); write != writes_.end()) return write->second;
    std::string value;
    const rocksdb::Status status = shared_.db->Get(rocksdb::ReadOptions(), SliceOf(key), &value);
    return Found(status, std::move(value));
  }
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return VisitRange(range, false, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return VisitRange(range, true, visitor);
  }
  absl::Status Lock(std::string_view key) override {
    if (over_) return TransactionOver();
    return shared_.locks.Acquire(owner_, key);
  }
  void Put(std::string_view key, std::string_view value) override {
    writes_.insert_or_assign(std::string(key), std::string(value));
  }
  void Delete(std::string_view key) override {
    writes_.insert_or_assign(std::string(key), std::nullopt);
  }

  absl::Status Commit() override {
    if (over_) return TransactionOver();
    absl::Status status = Write();
    Rollback();
    return status;
  }
  void Rollback() override {
    if (over_) return;
    over_ = true;
    writes_.clear();
    shared_.locks.ReleaseAll(owner_);
  }

 private:
  // The writes in the order of their keys: so they find their places in memory soonest.
  rocksdb::Status Fill(rocksdb::WriteBatch& batch) const {
    for (const auto& [key, value] : writes_) {
      const rocksdb::Status status =
          value ? batch.Put(SliceOf(key), SliceOf(*value)) : batch.Delete(SliceOf(key));
      if (!status.ok()) return status;
    }
    return rocksdb::Status::OK();
  }

  absl::Status Write() {
    if (writes_.empty()) return absl::OkStatus();
    rocksdb::WriteBatch batch;
    if (const rocksdb::Status status = Fill(batch); !status.ok()) {
      return StoreUnavailable(status.ToString());
    }
    if (shared_.broken) return StoreUnavailable("its disk failed; restart the server");
    const uint64_t free = shared_.options.free_space();
    if (free < shared_.options.headroom_bytes) {
      return DiskNearlyFull(free, shared_.options.headroom_bytes);
    }
    rocksdb::WriteOptions options;
    options.sync = shared_.options.sync_commits;
    const rocksdb::Status status = shared_.db->Write(options, &batch);
    if (status.ok()) return absl::OkStatus();
    shared_.broken = true;
    return CommitUnknown(status.ToString());
  }

  absl::Status VisitRange(const KeyRange& range, bool reverse, Visitor visitor) const {
    const Bound bound(range);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = bound.get();
    const std::unique_ptr<rocksdb::Iterator> iterator(shared_.db->NewIterator(options));
    return Visit(*iterator, range, reverse, visitor, writes_);
  }

  Shared& shared_;
  const LockTable::Owner owner_;
  Writes writes_;
  bool over_ = false;
};

class RocksDbStore : public Store {
 public:
  explicit RocksDbStore(std::unique_ptr<Shared> shared) : shared_(std::move(shared)) {}
  // What lies in the log alone goes to files: the next start then has nothing to read again.
  ~RocksDbStore() override {
    const bool roomy = shared_->options.free_space() >= shared_->options.headroom_bytes;
    if (!shared_->broken && roomy) shared_->db->Flush({}).PermitUncheckedError();
  }

  std::unique_ptr<Snapshot> TakeSnapshot() override {
    return std::make_unique<RocksDbSnapshot>(*shared_->db);
  }
  std::unique_ptr<Transaction> Begin() override {
    return std::make_unique<RocksDbTransaction>(*shared_);
  }
  absl::Status Purge(const KeyRange& range) override {
    rocksdb::DB& db = *shared_->db;
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    const rocksdb::Slice start = SliceOf(range.start);
    const rocksdb::Slice end = SliceOf(range.end);
    // This flushes what it touches, so that the log with the old bytes becomes obsolete too.
    KASVU_RETURN_IF_ERROR(
        ReadError(db.CompactRange(options, &start, range.end.empty() ? nullptr : &end)));
    // Obsolete files go in the background; turning deletions off and on deletes them here.
    KASVU_RETURN_IF_ERROR(ReadError(db.DisableFileDeletions()));
    return ReadError(db.EnableFileDeletions(/*force=*/false));
  }

 private:
  const std::unique_ptr<Shared> shared_;
};

absl::Status OpenError(const rocksdb::Status& status, const std::string& folder) {
  const std::string text = status.ToString();
  const bool locked = text.find("lock hold by current process") != std::string::npos ||
                      (text.find("While lock file") != std::string::npos &&
                       text.find("temporarily unavailable") != std::string::npos);
  return locked ? StoreInUse(folder) : ReadError(status);
}

// Checks the files while nobody else can open them.
absl::StatusOr<SyncedSizes> CheckLockedFiles(rocksdb::FileSystem& files,
                                             const std::string& folder) {
  const rocksdb::IOOptions options;
  if (!files.FileExists(folder, options, nullptr).ok()) return SyncedSizes();
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = files.LockFile(folder + "/LOCK", options, &lock, nullptr);
  if (!locked.ok()) return OpenError(locked, folder);
  absl::StatusOr<SyncedSizes> synced = CheckFiles(files, folder);
  files.UnlockFile(lock, options, nullptr).PermitUncheckedError();
  return synced;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(RocksDbStoreOptions options) {
  auto shared = std::make_unique<Shared>();
  if (!options.free_space) options.free_space = FreeSpaceOf(options.folder);
  if (options.file_system == nullptr) options.file_system = rocksdb::FileSystem::Default();
  shared->options = std::move(options);
  const auto& files = shared->options.file_system;
  const std::string& folder = shared->options.folder;
  KASVU_ASSIGN_OR_RETURN(const SyncedSizes synced, CheckLockedFiles(*files, folder));
  shared->env = rocksdb::NewCompositeEnv(std::make_shared<NotingFileSystem>(files, folder, synced));
  rocksdb::Options settings = RocksDbOptions(shared->options.memory_bytes);
  settings.env = shared->env.get();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(settings, folder, &db);
  if (!status.ok()) return OpenError(status, folder);
  shared->db.reset(db);
  const int format = shared->options.format;
  auto store = std::make_unique<RocksDbStore>(std::move(shared));
  KASVU_RETURN_IF_ERROR(CheckFormat(*store, format));
  return store;
}

}  // namespace kasvu::storage
