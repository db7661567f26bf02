#include "services/admin/restore_backup.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "services/admin/backup_folder.h"
#include "services/admin/backup_lock.h"
#include "services/admin/forget_again.h"
#include "services/admin/verify_stores.h"
#include "storage/made_stores.h"
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

absl::Status ErasuresUncertain(const std::string& what) {
  return cli::Refused(
      "ERASURES_UNCERTAIN",
      {"{what} on vioittunut, eikä voida tietää, onko unohdettujen luettelo täydellinen; mitään ei "
       "palautettu. Anna täydellinen luettelo (--erased), esimerkiksi palvelimen oma.",
       "{what} är skadat, och det går inte att veta om listan över glömda är fullständig; inget "
       "återställdes. Ange en fullständig lista (--erased), till exempel serverns egen.",
       "{what} is damaged, and nobody can tell whether the list of who was erased is whole; "
       "nothing "
       "was restored. Give a whole list (--erased), such as the server's own."},
      {{"what", what}});
}

// Whether everybody is on the list who was when `newest` was made.
bool IsListWhole(const BackupFolder& backups, const BackupSet& newest) {
  return !newest.erased_hash.empty() &&
         HashOfFirst(backups.Erased(), newest.erased_bytes) == newest.erased_hash;
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
                                                const BackupFolder& backups,
                                                const std::map<uint32_t, BackupSet>& sets,
                                                const BackupSet& set) {
  std::vector<std::string> lists = restoring.erased;
  // Sets of before there was a list beside them do not miss it.
  const bool was_there = std::any_of(
      sets.begin(), sets.end(), [](const auto& one) { return !one.second.erased_hash.empty(); });
  std::error_code fault;
  const bool is_gone = !fs::exists(backups.Erased(), fault) && !fault;
  const bool needed = was_there && restoring.erased.empty();
  if (set.Find("keys") != nullptr && (needed || !is_gone)) lists.push_back(backups.Erased());
  return ErasedOn(lists);
}

// Stores that were made after the set are not in it, and nobody misses them.
absl::Status KnowOnly(const BackupSet& set, const std::string& folder) {
  if (set.Find("keys") == nullptr) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const auto keys, Open(folder, "keys"));
  const auto transaction = keys->Begin();
  std::vector<std::string> later;
  KASVU_RETURN_IF_ERROR(storage::kMadeStores.Scan(*transaction, std::tuple(), [&](const auto& key) {
    if (set.Find(std::get<0>(key)) == nullptr) later.push_back(std::get<0>(key));
    return true;
  }));
  for (const std::string& store : later) {
    KASVU_RETURN_IF_ERROR(storage::kMadeStores.Remove(*transaction, {store}));
  }
  return transaction->Commit();
}

// The newest keys that can be read of those that are not older than `set`: each has all keys of
// the set, but for those that were destroyed.
absl::Status RestoreKeys(const BackupFolder& backups, const std::map<uint32_t, BackupSet>& sets,
                         const BackupSet& set, const std::string& to,
                         std::vector<std::string>& passed_over) {
  absl::Status damaged;
  for (auto at = sets.rbegin(); at != sets.rend() && at->first >= set.number; ++at) {
    const StoreBackup* const keys = at->second.Find("keys");
    if (keys == nullptr) continue;
    const absl::Status restored = RestoreOne(backups, *keys, to);
    if (ReasonOf(restored) != "BACKUP_DAMAGED") return restored;
    damaged = restored;
    passed_over.push_back("keys " + std::to_string(keys->number));
    std::error_code ignored;
    fs::remove_all(to + "/keys", ignored);
  }
  return damaged;
}

}  // namespace

absl::StatusOr<Restored> RestoreBackup(const Restoring& restoring,
                                       absl::FunctionRef<void(std::string_view)> at) {
  std::error_code fault;
  if (fs::exists(restoring.to, fault) && !fs::is_empty(restoring.to, fault)) {
    return Taken(restoring.to);
  }
  const BackupFolder backups(restoring.backups);
  KASVU_ASSIGN_OR_RETURN(const BackupLock lock, BackupLock::ToRestore(backups));
  KASVU_ASSIGN_OR_RETURN(const BackupSets found, backups.Sets());
  const std::map<uint32_t, BackupSet>& sets = found.whole;
  if (sets.empty() && !found.damaged.empty()) {
    return BackupDamaged("sets/" + found.damaged.front());
  }
  Restored restored;
  for (const std::string& name : found.damaged) restored.passed_over.push_back("sets/" + name);
  for (const auto& [number, set] : sets) {
    if (set.made_at <= restoring.not_after) restored.set = set;
  }
  if (restored.set.number == 0) return NoSuchBackup(restoring.backups);
  KASVU_ASSIGN_OR_RETURN(const auto erased, AllErased(restoring, backups, sets, restored.set));
  restored.forgotten = erased.size();

  // Without the slash that completion puts behind a folder: it is made beside, not inside.
  fs::path target = fs::path(restoring.to).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  const Beside beside(target.string() + ".restoring");
  KASVU_RETURN_IF_ERROR(beside.Make());
  for (const StoreBackup& store : restored.set.stores) {
    at(store.store);
    KASVU_RETURN_IF_ERROR(store.store == "keys" ? RestoreKeys(backups, sets, restored.set,
                                                              beside.path(), restored.passed_over)
                                                : RestoreOne(backups, store, beside.path()));
  }
  if (!restored.passed_over.empty() && restoring.erased.empty() &&
      !IsListWhole(backups, sets.rbegin()->second)) {
    return ErasuresUncertain(restored.passed_over.front());
  }
  KASVU_RETURN_IF_ERROR(KnowOnly(restored.set, beside.path()));
  KASVU_ASSIGN_OR_RETURN(const Place place, Place::Parse(beside.path()));
  KASVU_RETURN_IF_ERROR(ForgetAgain(place, erased).status());
  at("verify");
  KASVU_ASSIGN_OR_RETURN(restored.report, VerifyStores(place, [](uint64_t) {}));
  if (IsWhole(restored.report)) KASVU_RETURN_IF_ERROR(beside.Become(target.string()));
  return restored;
}

}  // namespace kasvu::admin
