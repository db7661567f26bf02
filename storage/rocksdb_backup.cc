#include "storage/rocksdb_backup.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/utilities/backup_engine.h"
#include "storage/errors.h"
#include "storage/list_folder.h"
#include "storage/rocksdb_arrangement.h"
#include "storage/rocksdb_check_files.h"
#include "storage/rocksdb_options.h"
#include "storage/rocksdb_synced_sizes.h"

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMemoryBytes = 32 << 20;

absl::Status StoreError(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) return StoreDamaged(status.ToString());
  return StoreUnavailable(status.ToString());
}

absl::Status BackupDamaged(const std::string& why) {
  return Error(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED",
               "The backup is not what was written: " + why + ".", {{"why", why}});
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> Open(const std::string& backups) {
  rocksdb::BackupEngine* engine = nullptr;
  KASVU_RETURN_IF_ERROR(StoreError(rocksdb::BackupEngine::Open(
      rocksdb::Env::Default(), rocksdb::BackupEngineOptions(backups), &engine)));
  return std::unique_ptr<rocksdb::BackupEngine>(engine);
}

// Whether a file makes up a store, by its name.
bool Belongs(const std::string& name) {
  if (name.ends_with(".dbtmp")) return false;
  return name.ends_with(".sst") || name.ends_with(".log") || name == "CURRENT" ||
         name == "IDENTITY" || name.starts_with("MANIFEST-") || name.starts_with("OPTIONS-");
}

std::error_code CopyFile(const std::string& name, const std::string& from, const std::string& to) {
  std::error_code fault;
  if (name.ends_with(".sst")) {
    fs::create_hard_link(from + "/" + name, to + "/" + name, fault);
    if (!fault) return fault;
  }
  fs::copy_file(from + "/" + name, to + "/" + name, fault);
  return fault;
}

std::error_code CopyOnce(const std::string& folder, const std::string& copy) {
  std::error_code fault;
  fs::remove_all(copy, fault);
  if (!fault) fs::create_directory(copy, fault);
  if (fault) return fault;
  // First what is known to be on the disk: a server only adds to the rest.
  const SyncedSizes synced = ReadSyncedSizes(*rocksdb::FileSystem::Default(), folder);
  std::ofstream noted(copy + "/SYNCED", std::ios::binary);
  noted << EncodeSyncedSizes(synced);
  noted.close();
  if (!noted) return std::make_error_code(std::errc::io_error);
  // Logs in the order of their numbers: none is written to once there is a later one.
  std::vector<std::string> names;
  fault = ListFolder(folder, names);
  for (const std::string& name : names) {
    if (!fault && Belongs(name)) fault = CopyFile(name, folder, copy);
  }
  return fault;
}

// Takes away unfinished backups: RocksDB, which finds 7.tmp there, deletes the files of 7.
void RemoveUnfinished(const std::string& backups) {
  std::vector<std::string> names;
  ListFolder(backups + "/private", names);
  std::error_code ignored;
  for (const std::string& name : names) {
    if (name.ends_with(".tmp")) fs::remove_all(backups + "/private/" + name, ignored);
  }
}

}  // namespace

absl::Status CopyFilesOfStore(const std::string& folder, const std::string& copy) {
  std::error_code fault;
  if (!fs::exists(folder + "/CURRENT", fault)) {
    return Error(absl::StatusCode::kFailedPrecondition, "STORE_MISSING",
                 "There is no store in " + folder + ".", {{"path", folder}});
  }
  for (int tried = 0; tried < kArrangementTries; ++tried) {
    const std::string before = ArrangementOf(folder);
    fault = CopyOnce(folder, copy);
    if (ArrangementOf(folder) != before) continue;
    // An old log or table may go a little after the arrangement has changed.
    if (fault == std::errc::no_such_file_or_directory) continue;
    if (fault) return StoreUnavailable(fault.message());
    // The last record of the log may have been on its way.
    return CheckFiles(*rocksdb::FileSystem::Default(), copy).status();
  }
  return StoreUnavailable("the server rearranges its files; try again");
}

absl::StatusOr<uint32_t> BackUpStore(const std::string& copy, const std::string& backups,
                                     absl::FunctionRef<void()> going_on) {
  rocksdb::Options options = RocksDbOptions(kMemoryBytes);
  options.create_if_missing = false;
  // Files stay as they are, or those of later backups would not be the same.
  options.disable_auto_compactions = true;
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, copy, &opened);
  const std::unique_ptr<rocksdb::DB> database(opened);
  KASVU_RETURN_IF_ERROR(StoreError(status));
  RemoveUnfinished(backups);
  KASVU_ASSIGN_OR_RETURN(const auto engine, Open(backups));
  // What a backup that was broken off has left under the number that comes next.
  KASVU_RETURN_IF_ERROR(StoreError(engine->GarbageCollect()));
  rocksdb::CreateBackupOptions making;
  making.flush_before_backup = true;
  making.progress_callback = [going_on] { going_on(); };
  rocksdb::BackupID number = 0;
  KASVU_RETURN_IF_ERROR(StoreError(engine->CreateNewBackup(making, database.get(), &number)));
  return number;
}

std::string BackupContents(const std::string& backups, uint32_t number) {
  return backups + "/meta/" + std::to_string(number);
}

absl::Status RestoreStore(const std::string& backups, uint32_t number, const std::string& folder) {
  // Only to read: another program may be making a backup here.
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  KASVU_RETURN_IF_ERROR(StoreError(rocksdb::BackupEngineReadOnly::Open(
      rocksdb::Env::Default(), rocksdb::BackupEngineOptions(backups), &opened)));
  const std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(opened);
  const rocksdb::Status whole = engine->VerifyBackup(number, /*verify_with_checksum=*/true);
  if (!whole.ok()) return BackupDamaged(whole.ToString());
  const rocksdb::Status restored =
      engine->RestoreDBFromBackup(rocksdb::RestoreOptions(), number, folder, folder);
  return restored.IsCorruption() ? BackupDamaged(restored.ToString()) : StoreError(restored);
}

absl::Status KeepBackups(const std::string& backups, const std::set<uint32_t>& numbers) {
  KASVU_ASSIGN_OR_RETURN(const auto engine, Open(backups));
  std::vector<rocksdb::BackupInfo> found;
  engine->GetBackupInfo(&found);
  for (const rocksdb::BackupInfo& backup : found) {
    if (numbers.count(backup.backup_id) > 0) continue;
    KASVU_RETURN_IF_ERROR(StoreError(engine->DeleteBackup(backup.backup_id)));
  }
  return StoreError(engine->GarbageCollect());
}

}  // namespace kasvu::storage
