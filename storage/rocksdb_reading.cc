#include "storage/rocksdb_reading.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "rocksdb/db.h"
#include "rocksdb/file_system.h"
#include "storage/errors.h"
#include "storage/format.h"
#include "storage/reading_transaction.h"
#include "storage/rocksdb_arrangement.h"
#include "storage/rocksdb_check_files.h"
#include "storage/rocksdb_options.h"

namespace kasvu::storage {
namespace {

constexpr size_t kMemoryBytes = 32 << 20;

rocksdb::Slice SliceOf(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view ViewOf(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

absl::Status ReadError(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) return StoreDamaged(status.ToString());
  return StoreUnavailable(status.ToString());
}

// A database that was opened for reading never moves on, so all reads see one state.
class Reading : public Snapshot {
 public:
  explicit Reading(rocksdb::DB& db) : db_(db) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    std::string value;
    const rocksdb::Status status = db_.Get({}, SliceOf(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    KASVU_RETURN_IF_ERROR(ReadError(status));
    return value;
  }

  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    const std::unique_ptr<rocksdb::Iterator> at(db_.NewIterator({}));
    for (at->Seek(SliceOf(range.start)); Goes(*at, range, visitor); at->Next()) {
    }
    return ReadError(at->status());
  }

  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    const std::unique_ptr<rocksdb::Iterator> at(db_.NewIterator({}));
    if (range.end.empty()) {
      at->SeekToLast();
    } else {
      at->SeekForPrev(SliceOf(range.end));
      if (at->Valid() && ViewOf(at->key()) == range.end) at->Prev();
    }
    while (Goes(*at, range, visitor)) at->Prev();
    return ReadError(at->status());
  }

 private:
  static bool Goes(const rocksdb::Iterator& at, const KeyRange& range, Visitor visitor) {
    return at.Valid() && range.Contains(ViewOf(at.key())) &&
           visitor(ViewOf(at.key()), ViewOf(at.value()));
  }

  rocksdb::DB& db_;
};

class ReadingStore : public Store {
 public:
  explicit ReadingStore(std::unique_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  std::unique_ptr<Snapshot> TakeSnapshot() override { return std::make_unique<Reading>(*db_); }
  std::unique_ptr<Transaction> Begin() override {
    return std::make_unique<ReadingTransaction>(TakeSnapshot());
  }
  bool IsShared() const override { return false; }
  absl::Status Purge(const std::vector<KeyRange>&) override { return StoreReadOnly(); }

 private:
  const std::unique_ptr<rocksdb::DB> db_;
};

rocksdb::Options ReadingOptions() {
  rocksdb::Options options = RocksDbOptions(kMemoryBytes);
  options.create_if_missing = false;
  // Files stay open, so that they stay readable when the server is done with them.
  options.max_open_files = -1;
  // A server may be writing the last record of the log at this moment.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  return options;
}

absl::Status CheckMark(Store& store, OlderData older) {
  const auto snapshot = store.TakeSnapshot();
  return older == OlderData::kAccepted ? CheckNotTooNew(*snapshot) : CheckFormat(*snapshot);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbForReading(const std::string& folder,
                                                             OlderData older) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder + "/CURRENT", ignored)) {
    return Error(absl::StatusCode::kFailedPrecondition, "STORE_MISSING",
                 "There is no store in " + folder + ".", {{"path", folder}});
  }
  for (int tried = 0; tried < kArrangementTries; ++tried) {
    const std::string before = ArrangementOf(folder);
    const auto& files = rocksdb::FileSystem::Default();
    const SyncedSizes synced = ReadSyncedSizes(*files, folder);
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(ReadingOptions(), folder, &opened);
    std::unique_ptr<rocksdb::DB> database(opened);
    // What was answered lies in the log, which RocksDB reads as far as it can.
    const absl::Status whole = CheckSynced(*files, folder, synced);
    // Otherwise what is missing or too much may have been taken away or added meanwhile.
    if (ArrangementOf(folder) != before) continue;
    KASVU_RETURN_IF_ERROR(whole);
    if (status.IsIOError() || status.IsNotFound()) return StoreDamaged(status.ToString());
    KASVU_RETURN_IF_ERROR(ReadError(status));
    auto store = std::make_unique<ReadingStore>(std::move(database));
    KASVU_RETURN_IF_ERROR(CheckMark(*store, older));
    return store;
  }
  return StoreUnavailable("the server rearranges its files; try again");
}

}  // namespace kasvu::storage
