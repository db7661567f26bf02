#include "services/admin/restore_backup.h"

#include <filesystem>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "services/admin/backup_folder.h"
#include "services/admin/read_stores.h"
#include "services/admin/verify_stores.h"
#include "services/directory/forget.h"
#include "storage/erasure_list.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_store.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;

absl::Status Taken(const std::string& path) {
  return cli::Refused("RESTORE_TARGET_TAKEN",
                      {"Kansiossa {path} on jo jotain; anna uusi kansio.",
                       "I {path} finns redan något; ange en ny mapp.",
                       "There is something in {path} already; give a new folder."},
                      {{"path", path}});
}

absl::Status NoSuchBackup(const std::string& path) {
  return cli::Refused("NO_SUCH_BACKUP",
                      {"Kansiossa {path} ei ole niin vanhaa varmuuskopiota, tai ei yhtään.",
                       "I {path} finns ingen så gammal säkerhetskopia, eller ingen alls.",
                       "There is no backup that old in {path}, or none at all."},
                      {{"path", path}});
}

absl::Status ErasuresMissing(const std::string& path) {
  return cli::Refused("ERASURES_MISSING",
                      {"Unohdettujen luetteloa {path} ei ole; mitään ei palautettu.",
                       "Listan över glömda {path} finns inte; inget återställdes.",
                       "There is no list of who was erased at {path}; nothing was restored."},
                      {{"path", path}});
}

// What is restored before it takes its name; gone unless it does.
class Beside {
 public:
  explicit Beside(std::string path) : path_(std::move(path)) {}
  ~Beside() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  const std::string& path() const { return path_; }

  absl::Status Make() const {
    std::error_code fault;
    fs::remove_all(path_, fault);
    if (!fault) fs::create_directories(path_, fault);
    if (!fault) fs::permissions(path_, fs::perms::owner_all, fault);
    return fault ? Taken(path_) : absl::OkStatus();
  }
  absl::Status Become(const std::string& name) const {
    std::error_code fault;
    fs::rename(path_, name, fault);
    return fault ? Taken(name) : absl::OkStatus();
  }

 private:
  const std::string path_;
};

absl::Status RestoreOne(const BackupFolder& backups, const StoreBackup& store,
                        const std::string& to) {
  KASVU_ASSIGN_OR_RETURN(const std::string hash,
                         ContentsHash(backups.Store(store.store), store.number));
  if (hash != store.contents_hash) return BackupDamaged(store.store);
  const absl::Status restored =
      storage::RestoreStore(backups.Store(store.store), store.number, to + "/" + store.store);
  return ReasonOf(restored) == "BACKUP_DAMAGED" ? BackupDamaged(store.store) : restored;
}

absl::StatusOr<std::unique_ptr<storage::Store>> Open(const std::string& folder,
                                                     const std::string& store) {
  storage::RocksDbStoreOptions options;
  options.folder = folder + "/" + store;
  return storage::OpenRocksDbStore(std::move(options));
}

absl::StatusOr<std::set<std::string>> AllErased(const Restoring& restoring,
                                                const BackupFolder& backups, const BackupSet& set) {
  std::vector<std::string> lists = restoring.erased;
  if (set.Find("keys") != nullptr) lists.push_back(backups.Erased());
  std::set<std::string> all;
  for (const std::string& list : lists) {
    std::error_code fault;
    if (!fs::exists(list, fault)) return ErasuresMissing(list);
    KASVU_ASSIGN_OR_RETURN(const auto subjects, storage::ReadErased(list));
    all.insert(subjects.begin(), subjects.end());
  }
  return all;
}

// Brings every store to this program's format: the backup may be of an older one.
absl::Status Migrate(const BackupSet& set, const std::string& folder) {
  for (const StoreBackup& store : set.stores) {
    KASVU_RETURN_IF_ERROR(Open(folder, store.store).status());
  }
  return absl::OkStatus();
}

// Those on the lists and those whose keys are known to be destroyed. The keys last: until they are
// gone, an interruption begins anew.
absl::Status ForgetAgain(std::set<std::string> erased, const BackupSet& set,
                         const std::string& folder) {
  std::unique_ptr<storage::Store> keys;
  if (set.Find("keys") != nullptr) {
    KASVU_ASSIGN_OR_RETURN(keys, Open(folder, "keys"));
    KASVU_ASSIGN_OR_RETURN(const auto known, storage::ErasedIn(*keys->TakeSnapshot()));
    erased.insert(known.begin(), known.end());
  }
  if (set.Find("directory") != nullptr) {
    KASVU_ASSIGN_OR_RETURN(const auto directory, Open(folder, "directory"));
    for (const std::string& subject : erased) {
      if (!subject.starts_with("persons/")) continue;
      KASVU_RETURN_IF_ERROR(directory::Forget(*directory, subject).status());
    }
  }
  if (keys == nullptr) return absl::OkStatus();
  return storage::EraseAll(*keys, {erased.begin(), erased.end()});
}

bool IsWhole(const kasvu::v1::VerifyReport& report) {
  for (const auto& store : report.stores()) {
    if (store.faults_size() > 0) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<Restored> RestoreBackup(const Restoring& restoring,
                                       absl::FunctionRef<void(std::string_view)> at) {
  std::error_code fault;
  if (fs::exists(restoring.to, fault) && !fs::is_empty(restoring.to, fault)) {
    return Taken(restoring.to);
  }
  const BackupFolder backups(restoring.backups);
  KASVU_ASSIGN_OR_RETURN(const auto sets, backups.Sets());
  Restored restored;
  for (const auto& [number, set] : sets) {
    if (set.made_at <= restoring.not_after) restored.set = set;
  }
  if (restored.set.number == 0) return NoSuchBackup(restoring.backups);
  KASVU_ASSIGN_OR_RETURN(const auto erased, AllErased(restoring, backups, restored.set));
  restored.forgotten = erased.size();

  // Without the slash that completion puts behind a folder: it is made beside, not inside.
  fs::path target = fs::path(restoring.to).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  const Beside beside(target.string() + ".restoring");
  KASVU_RETURN_IF_ERROR(beside.Make());
  const BackupSet& newest = sets.rbegin()->second;
  for (const StoreBackup& store : restored.set.stores) {
    at(store.store);
    const StoreBackup* const keys = store.store == "keys" ? newest.Find("keys") : nullptr;
    KASVU_RETURN_IF_ERROR(RestoreOne(backups, keys != nullptr ? *keys : store, beside.path()));
  }
  KASVU_RETURN_IF_ERROR(Migrate(restored.set, beside.path()));
  KASVU_RETURN_IF_ERROR(ForgetAgain(erased, restored.set, beside.path()));
  at("verify");
  KASVU_ASSIGN_OR_RETURN(const Place place, Place::Parse(beside.path()));
  KASVU_ASSIGN_OR_RETURN(restored.report, VerifyStores(place, [](uint64_t) {}));
  if (IsWhole(restored.report)) KASVU_RETURN_IF_ERROR(beside.Become(target.string()));
  return restored;
}

}  // namespace kasvu::admin
