#include "services/kasvud/data_folder.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "errors/error.h"
#include "services/kasvud/errors.h"
#include "services/kasvud/roles.h"
#include "storage/backing_up.h"
#include "storage/key.h"
#include "storage/list_folder.h"
#include "storage/made_stores.h"
#include "storage/postgres_store.h"
#include "storage/rocksdb_store.h"

namespace kasvu::kasvud {
namespace {

namespace fs = std::filesystem;
using storage::kMadeStores;
using storage::PostgresTableOf;

// Names the database, in a data folder whose stores lie in one.
constexpr char kDatabaseFile[] = "database";

// The first line of the file; empty when there is none.
std::string LineIn(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

absl::StatusOr<DataFolder> DataFolder::Open(const std::string& path,
                                            std::optional<storage::PostgresAddress> database,
                                            StoreFormats formats) {
  DataFolder folder(path, std::move(database), std::move(formats));
  KASVU_RETURN_IF_ERROR(folder.Prepare());
  KASVU_ASSIGN_OR_RETURN(const bool has_keys, folder.HasStore(kKeysStore));
  bool has_others = false;
  for (const std::string& role : AllRoles()) {
    KASVU_ASSIGN_OR_RETURN(const bool has, folder.HasStore(role));
    has_others = has_others || has;
  }
  if (!has_keys && has_others) return KeysMissing(folder.PlaceOf(kKeysStore));
  if (folder.database_) {
    folder.is_new_ = !has_keys;
    KASVU_RETURN_IF_ERROR(folder.NotePlace());
  }
  return folder;
}

absl::Status DataFolder::Prepare() {
  std::error_code fault;
  const bool there = fs::exists(path_, fault);
  if (!there) {
    fs::create_directories(path_, fault);
    if (!fault) fs::permissions(path_, fs::perms::owner_all, fault);
  } else if (!fs::is_directory(path_, fault)) {
    return DataFolderUnusable(path_, "it is not a folder");
  }
  if (fault) return DataFolderUnusable(path_, fault.message());
  // Links to files that the stores have taken away since keep their bytes on the disk.
  storage::RemoveLeftOvers(path_);
  is_new_ = true;
  std::vector<std::string> names;
  fault = storage::ListFolder(path_, names);
  std::error_code ignored;
  for (const std::string& name : names) {
    if (fs::is_directory(path_ + "/" + name, ignored)) is_new_ = false;
  }
  if (fault) return DataFolderUnusable(path_, fault.message());
  return CheckPlace();
}

absl::Status DataFolder::CheckPlace() const {
  if (database_) return is_new_ ? absl::OkStatus() : StoresElsewhere(path_, "");
  const std::string elsewhere = LineIn(fs::path(path_) / kDatabaseFile);
  return elsewhere.empty() ? absl::OkStatus() : StoresElsewhere(path_, elsewhere);
}

absl::Status DataFolder::NotePlace() const {
  const fs::path file = fs::path(path_) / kDatabaseFile;
  if (LineIn(file) == database_->shown()) return absl::OkStatus();
  std::ofstream stream(file);
  stream << database_->shown() << '\n' << std::flush;
  return stream ? absl::OkStatus() : DataFolderUnusable(path_, "it cannot be written to");
}

std::string DataFolder::PlaceOf(const std::string& name) const {
  if (database_) return "the table " + PostgresTableOf(name) + " in " + database_->shown();
  return path_ + "/" + name;
}

absl::StatusOr<bool> DataFolder::HasStore(const std::string& name) const {
  if (database_) return storage::HasPostgresStore(*database_, PostgresTableOf(name));
  // RocksDB makes this file last and never removes it.
  std::error_code ignored;
  return fs::exists(PlaceOf(name) + "/CURRENT", ignored);
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenAt(const std::string& name,
                                                                   size_t memory_bytes) const {
  storage::KnownFormats formats = formats_.known;
  if (formats_.news) {
    formats.news = [&](const storage::FormatNews& news) { formats_.news(name, news); };
  }
  absl::StatusOr<std::unique_ptr<storage::Store>> store;
  if (database_) {
    store = storage::OpenPostgresStore(
        {.address = *database_, .table = PostgresTableOf(name), .formats = std::move(formats)});
  } else {
    storage::RocksDbStoreOptions options;
    options.folder = PlaceOf(name);
    options.memory_bytes = memory_bytes;
    options.formats = std::move(formats);
    store = storage::OpenRocksDbStore(std::move(options));
  }
  if (ReasonOf(store.status()) != "STORE_DAMAGED") return store;
  return StoreNotWhole(PlaceOf(name), std::string(store.status().message()));
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenKeys(size_t memory_bytes) const {
  return OpenAt(kKeysStore, memory_bytes);
}

absl::Status DataFolder::CheckKeys(storage::Store& keys) const {
  KASVU_ASSIGN_OR_RETURN(const auto mark,
                         keys.TakeSnapshot()->Get(storage::EncodeKey(storage::Tag::kMasterCheck)));
  if (mark) return absl::OkStatus();
  for (const std::string& role : AllRoles()) {
    KASVU_ASSIGN_OR_RETURN(const bool there, HasStore(role));
    if (there) return KeysMissing(PlaceOf(kKeysStore));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenStore(storage::Store& keys,
                                                                      const std::string& name,
                                                                      size_t memory_bytes) const {
  const auto transaction = keys.Begin();
  KASVU_ASSIGN_OR_RETURN(const bool made, kMadeStores.Contains(*transaction, {name}));
  if (made) {
    KASVU_ASSIGN_OR_RETURN(const bool there, HasStore(name));
    if (!there) return StoreMissing(PlaceOf(name));
  }
  KASVU_ASSIGN_OR_RETURN(auto store, OpenAt(name, memory_bytes));
  if (!made) {
    KASVU_RETURN_IF_ERROR(kMadeStores.Add(*transaction, {name}));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
  }
  return store;
}

}  // namespace kasvu::kasvud
