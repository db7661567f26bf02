#include "services/kasvud/data_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "errors/error.h"
#include "services/kasvud/errors.h"
#include "services/kasvud/roles.h"
#include "storage/index.h"
#include "storage/rocksdb_store.h"

namespace kasvu::kasvud {
namespace {

// The stores that were made in a data folder, by name.
constexpr storage::Index<std::string> kMadeStores(storage::Tag::kMadeStores);

// Whether there is a store at `path`: RocksDB makes this file last and never removes it.
bool HasStore(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path + "/CURRENT", ignored);
}

absl::StatusOr<std::unique_ptr<storage::Store>> OpenAt(const std::string& path,
                                                       size_t memory_bytes) {
  storage::RocksDbStoreOptions options;
  options.folder = path;
  options.memory_bytes = memory_bytes;
  auto store = storage::OpenRocksDbStore(std::move(options));
  if (ReasonOf(store.status()) != "STORE_DAMAGED") return store;
  return StoreNotWhole(path, std::string(store.status().message()));
}

}  // namespace

absl::StatusOr<DataFolder> DataFolder::Open(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code fault;
  const bool there = fs::exists(path, fault);
  if (!there) {
    fs::create_directories(path, fault);
    if (!fault) fs::permissions(path, fs::perms::owner_all, fault);
  } else if (!fs::is_directory(path, fault)) {
    return DataFolderUnusable(path, "it is not a folder");
  }
  if (fault) return DataFolderUnusable(path, fault.message());
  bool is_new = true;
  for (const auto& entry : fs::directory_iterator(path, fault)) {
    if (entry.is_directory()) is_new = false;
  }
  if (fault) return DataFolderUnusable(path, fault.message());
  const auto has_store = [&path](const std::string& name) { return HasStore(path + "/" + name); };
  const std::vector<std::string> roles = AllRoles();
  if (!has_store(kKeysStore) && std::any_of(roles.begin(), roles.end(), has_store)) {
    return KeysMissing(path);
  }
  return DataFolder(path, is_new);
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenKeys(size_t memory_bytes) const {
  return OpenAt(PathOf(kKeysStore), memory_bytes);
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenStore(storage::Store& keys,
                                                                      const std::string& name,
                                                                      size_t memory_bytes) const {
  const std::string path = PathOf(name);
  const auto transaction = keys.Begin();
  KASVU_ASSIGN_OR_RETURN(const bool made, kMadeStores.Contains(*transaction, {name}));
  if (made && !HasStore(path)) return StoreMissing(path);
  KASVU_ASSIGN_OR_RETURN(auto store, OpenAt(path, memory_bytes));
  if (!made) {
    KASVU_RETURN_IF_ERROR(kMadeStores.Add(*transaction, {name}));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
  }
  return store;
}

}  // namespace kasvu::kasvud
