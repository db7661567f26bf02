#include "storage/rocksdb_store.h"

#include <atomic>
#include <cstdlib>
#include <thread>
#include <utility>

#include "errors/error.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/write_batch.h"
#include "storage/errors.h"
#include "storage/give_way.h"
#include "storage/lock_table.h"
#include "storage/overlay.h"
#include "storage/rocksdb_check_files.h"
#include "storage/rocksdb_noting_file_system.h"
#include "storage/rocksdb_options.h"
#include "storage/store_numbers.h"

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

absl::Status Visit(rocksdb::Iterator& iterator, const KeyRange& range, bool reverse,
                   Visitor visitor) {
  if (!reverse) {
    iterator.Seek(SliceOf(range.start));
  } else if (range.end.empty()) {
    iterator.SeekToLast();
  } else {
    iterator.SeekForPrev(SliceOf(range.end));
    if (iterator.Valid() && ViewOf(iterator.key()) == range.end) iterator.Prev();
  }
  while (iterator.Valid() && range.Contains(ViewOf(iterator.key())) &&
         visitor(ViewOf(iterator.key()), ViewOf(iterator.value()))) {
    if (reverse) {
      iterator.Prev();
    } else {
      iterator.Next();
    }
  }
  return ReadError(iterator.status());
}

// What snapshots and transactions of one store share.
struct Shared {
  RocksDbStoreOptions options;
  std::shared_ptr<NotingFileSystem> files;
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<rocksdb::DB> db;
  LockTable locks;
  // Set once a commit has failed in a way that leaves the disk's state unknown.
  std::atomic<bool> broken = false;
};

// The database as `snapshot` has it, or as it is when that is null.
template <typename Port>
class DatabaseReads : public Port {
 public:
  explicit DatabaseReads(rocksdb::DB& db, const rocksdb::Snapshot* snapshot = nullptr)
      : db_(db), snapshot_(snapshot) {}

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

 protected:
  rocksdb::DB& db_;
  const rocksdb::Snapshot* const snapshot_;

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
};

class RocksDbSnapshot : public DatabaseReads<Snapshot> {
 public:
  explicit RocksDbSnapshot(rocksdb::DB& db) : DatabaseReads(db, db.GetSnapshot()) {}
  ~RocksDbSnapshot() override { db_.ReleaseSnapshot(snapshot_); }
};

class RocksDbTransaction : public WaitingTransaction {
 public:
  explicit RocksDbTransaction(Shared& shared)
      : WaitingTransaction(committed_),
        shared_(shared),
        owner_(shared.locks.NewOwner()),
        committed_(*shared.db) {}
  ~RocksDbTransaction() override { Rollback(); }

  absl::Status Lock(std::string_view key) override {
    if (over_) return TransactionOver();
    return shared_.locks.Acquire(owner_, key);
  }
  absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                    const std::set<std::string>& keys) override {
    return Transaction::LockAndGet(locks, keys);
  }

  absl::Status Commit() override { return CommitWith({}); }
  absl::Status CommitWith(const Writes& writes) override {
    if (over_) return TransactionOver();
    absl::Status status = Write(changed_.TakeWrites(), writes);
    Rollback();
    return status;
  }
  void Rollback() override {
    if (over_) return;
    over_ = true;
    changed_.TakeWrites();
    shared_.locks.ReleaseAll(owner_);
  }

 private:
  // In the order of their keys: so they find their places in memory soonest.
  static rocksdb::Status Fill(const Writes& writes, rocksdb::WriteBatch& batch) {
    for (const auto& [key, value] : writes) {
      const rocksdb::Status status =
          value ? batch.Put(SliceOf(key), SliceOf(*value)) : batch.Delete(SliceOf(key));
      if (!status.ok()) return status;
    }
    return rocksdb::Status::OK();
  }

  absl::Status Write(const Writes& first, const Writes& then) {
    if (first.empty() && then.empty()) return absl::OkStatus();
    if (shared_.broken) return StoreUnavailable("its disk failed; restart the server");
    const uint64_t free = shared_.options.free_space();
    if (free < shared_.options.headroom_bytes) {
      return DiskNearlyFull(free, shared_.options.headroom_bytes);
    }
    rocksdb::WriteBatch batch;
    rocksdb::Status status = Fill(first, batch);
    if (status.ok()) status = Fill(then, batch);
    if (!status.ok()) return StoreUnavailable(status.ToString());
    rocksdb::WriteOptions options;
    options.sync = shared_.options.sync_commits;
    status = shared_.db->Write(options, &batch);
    if (status.ok()) return absl::OkStatus();
    shared_.broken = true;
    return CommitUnknown(status.ToString());
  }

  Shared& shared_;
  const LockTable::Owner owner_;
  const DatabaseReads<Reader> committed_;
  bool over_ = false;
};

// Properties of RocksDB's that are worth watching.
struct WatchedProperty {
  const char* property;
  std::string_view name;
  std::string_view meaning;
};
constexpr WatchedProperty kWatched[] = {
    {"rocksdb.total-sst-files-size", "table_files_bytes", "Size of all table files"},
    {"rocksdb.estimate-num-keys", "keys", "Keys, as estimated"},
    {"rocksdb.size-all-mem-tables", "memory_tables_bytes",
     "Writes that are not in table files yet"},
    {"rocksdb.block-cache-usage", "block_cache_bytes", "Memory used for cached blocks"},
    {"rocksdb.num-files-at-level0", "level0_files", "Table files that are not merged yet"},
    {"rocksdb.estimate-pending-compaction-bytes", "pending_compaction_bytes",
     "What waits to be merged"},
    {"rocksdb.actual-delayed-write-rate", "delayed_write_bytes_per_second",
     "Rate to which writes are slowed down; 0 when they are not"},
    {"rocksdb.is-write-stopped", "write_stopped", "1 while writes stand still for merging"},
    {"rocksdb.background-errors", "background_errors", "Errors of flushing and merging"},
};

class RocksDbStore : public Store, public StoreNumbers {
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
  bool IsShared() const override { return false; }
  std::vector<StoreNumber> Numbers() const override {
    std::vector<StoreNumber> numbers;
    for (const WatchedProperty& watched : kWatched) {
      // As text, for not all of them come as numbers.
      std::string text;
      if (!shared_->db->GetProperty(watched.property, &text)) continue;
      numbers.push_back({watched.name, watched.meaning, std::strtod(text.c_str(), nullptr)});
    }
    numbers.push_back({"written_keys_total", "Rows that were written or deleted, ever",
                       static_cast<double>(shared_->db->GetLatestSequenceNumber()), true});
    const LogSyncs& syncs = shared_->files->syncs();
    numbers.push_back({"log_syncs_total", "Syncs of the log to the disk",
                       static_cast<double>(syncs.count), true});
    numbers.push_back({"log_sync_seconds_total", "What they took together",
                       static_cast<double>(syncs.nanoseconds) * 1e-9, true});
    return numbers;
  }
  std::optional<int64_t> BytesLeft() const override {
    return static_cast<int64_t>(shared_->options.free_space()) -
           static_cast<int64_t>(shared_->options.headroom_bytes);
  }
  absl::Status Purge(const std::vector<KeyRange>& ranges) override {
    rocksdb::DB& db = *shared_->db;
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    for (const KeyRange& range : ranges) {
      const rocksdb::Slice start = SliceOf(range.start);
      const rocksdb::Slice end = SliceOf(range.end);
      // This flushes what it touches, so that the log with the old bytes becomes obsolete too.
      KASVU_RETURN_IF_ERROR(
          ReadError(db.CompactRange(options, &start, range.end.empty() ? nullptr : &end)));
    }
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

// The threads that flush and merge are the whole process's; they take their place among the others
// from the one that starts them. As many as max_background_jobs asks for.
void StartBackgroundThreads() {
  static const bool started = [] {
    for (const auto& [pool, by] :
         {std::pair(rocksdb::Env::HIGH, kDecides), std::pair(rocksdb::Env::LOW, kTidiesUp)}) {
      std::thread([pool = pool, by = by] {
        GiveWay(by);
        rocksdb::Env::Default()->SetBackgroundThreads(1, pool);
      }).join();
    }
    return true;
  }();
  static_cast<void>(started);
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
  shared->files = std::make_shared<NotingFileSystem>(files, folder, synced);
  shared->env = rocksdb::NewCompositeEnv(shared->files);
  rocksdb::Options settings = RocksDbOptions(shared->options.memory_bytes);
  settings.env = shared->env.get();
  StartBackgroundThreads();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(settings, folder, &db);
  if (!status.ok()) return OpenError(status, folder);
  shared->db.reset(db);
  const KnownFormats formats = shared->options.formats;
  const bool migrate = shared->options.migrate;
  auto store = std::make_unique<RocksDbStore>(std::move(shared));
  KASVU_RETURN_IF_ERROR(migrate ? BringToFormat(*store, formats)
                                : CheckFormat(*store->TakeSnapshot(), formats));
  return store;
}

}  // namespace kasvu::storage
