#include "services/admin/make_backup.h"

#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "errors/error.h"
#include "services/admin/backup_folder.h"
#include "services/admin/backup_lock.h"
#include "services/admin/read_stores.h"
#include "storage/backing_up.h"
#include "storage/erasure_list.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_reading.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<StoreBackup> BackUp(const std::string& data, const std::string& store,
                                   const storage::BackingUp& copy, const BackupFolder& folder) {
  copy.Clear();
  KASVU_RETURN_IF_ERROR(storage::CopyFilesOfStore(data + "/" + store, copy.path()));
  StoreBackup made;
  made.store = store;
  KASVU_ASSIGN_OR_RETURN(made.number,
                         storage::BackUpStore(copy.path(), folder.Store(store), [] {}));
  KASVU_ASSIGN_OR_RETURN(made.contents_hash, ContentsHash(folder.Store(store), made.number));
  return made;
}

bool IsThere(const std::string& data, const std::string& store) {
  std::error_code ignored;
  return fs::is_directory(data + "/" + store, ignored);
}

// Whatever is not kept goes, unless a text cannot be read that may name some of it: first what says
// that it belongs together, then its parts.
absl::StatusOr<size_t> Retain(const BackupFolder& folder, const Retention& retention,
                              absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(const BackupSets found, folder.Sets());
  const auto& sets = found.whole;
  if (!found.damaged.empty()) return sets.size();
  std::map<std::string, std::set<uint32_t>> wanted;
  int rank = 0;
  size_t kept = 0;
  for (auto at = sets.rbegin(); at != sets.rend(); ++at, ++rank) {
    const BackupSet& set = at->second;
    const absl::Duration age = now - set.made_at;
    const auto within = [&](int count, int days) {
      return rank == 0 || (rank < count && age <= absl::Hours(24) * days);
    };
    const bool keep = within(retention.sets, retention.days);
    for (const StoreBackup& store : set.stores) {
      const bool keep_store =
          store.store == "keys" ? within(retention.keys, retention.key_days) : keep;
      if (keep_store) wanted[store.store].insert(store.number);
    }
    kept += keep ? 1 : 0;
    if (!keep) KASVU_RETURN_IF_ERROR(folder.Remove(set));
  }
  for (const auto& [store, numbers] : wanted) {
    KASVU_RETURN_IF_ERROR(storage::KeepBackups(folder.Store(store), numbers));
  }
  return kept;
}

absl::Status AddErased(const std::string& data, const BackupFolder& folder) {
  if (!IsThere(data, "keys")) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const auto keys, storage::OpenRocksDbForReading(
                                              data + "/keys", storage::OlderData::kAccepted));
  KASVU_ASSIGN_OR_RETURN(const auto erased, storage::ErasedIn(*keys->TakeSnapshot()));
  KASVU_ASSIGN_OR_RETURN(const auto listed, storage::ReadErased(folder.Erased()));
  const std::set<std::string> known(listed.begin(), listed.end());
  std::vector<std::string> more;
  for (const std::string& subject : erased) {
    if (known.count(subject) == 0) more.push_back(subject);
  }
  return storage::AppendErased(folder.Erased(), more);
}

}  // namespace

absl::StatusOr<MadeBackup> MakeBackup(const std::string& data, const std::string& backups,
                                      const Retention& retention, absl::Time now,
                                      absl::FunctionRef<void(std::string_view)> at) {
  const BackupFolder folder(backups);
  KASVU_RETURN_IF_ERROR(folder.Make());
  KASVU_ASSIGN_OR_RETURN(const BackupLock lock, BackupLock::ToMake(folder));
  // Empty at first: a restore has to know that it is not missing.
  KASVU_RETURN_IF_ERROR(storage::MakeErasureList(folder.Erased()));
  std::error_code fault;
  const auto copy = storage::BackingUp::Begin(data, fault);
  if (fault == std::errc::operation_would_block) return BackupRunning(data);
  if (fault) return IsThere(data, "") ? BackupsUnwritable(data) : NoDataThere(data);
  KASVU_ASSIGN_OR_RETURN(const BackupSets sets, folder.Sets());
  MadeBackup made;
  made.damaged = sets.damaged;
  made.set.number = sets.Next();
  made.set.made_at = absl::FromUnixSeconds(absl::ToUnixSeconds(now));
  for (const std::string store : kStoresInOrder) {
    if (!IsThere(data, store)) continue;
    at(store);
    KASVU_ASSIGN_OR_RETURN(made.set.stores.emplace_back(), BackUp(data, store, *copy, folder));
  }
  if (made.set.stores.empty()) return NoDataThere(data);
  KASVU_RETURN_IF_ERROR(AddErased(data, folder));
  made.set.erased_bytes = fs::file_size(folder.Erased(), fault);
  if (fault) return BackupsUnwritable(folder.Erased());
  made.set.erased_hash = HashOfFirst(folder.Erased(), made.set.erased_bytes);
  KASVU_RETURN_IF_ERROR(folder.Add(made.set));
  KASVU_ASSIGN_OR_RETURN(made.kept, Retain(folder, retention, now));
  return made;
}

}  // namespace kasvu::admin
