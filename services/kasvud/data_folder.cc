#include "services/kasvud/data_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "services/kasvud/errors.h"
#include "services/kasvud/roles.h"
#include "storage/rocksdb_store.h"

namespace kasvu::kasvud {

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
  const auto has_store = [&path](const std::string& name) {
    std::error_code ignored;
    return fs::exists(path + "/" + name + "/CURRENT", ignored);
  };
  const std::vector<std::string> roles = AllRoles();
  if (!has_store(kKeysStore) && std::any_of(roles.begin(), roles.end(), has_store)) {
    return KeysMissing(path);
  }
  return DataFolder(path, is_new);
}

absl::StatusOr<std::unique_ptr<storage::Store>> DataFolder::OpenStore(const std::string& name,
                                                                      size_t memory_bytes) const {
  storage::RocksDbStoreOptions options;
  options.folder = path_ + "/" + name;
  options.memory_bytes = memory_bytes;
  return storage::OpenRocksDbStore(std::move(options));
}

}  // namespace kasvu::kasvud
