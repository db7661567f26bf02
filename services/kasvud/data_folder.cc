#include "services/kasvud/data_folder.h"

#include <filesystem>
#include <system_error>

#include "services/kasvud/errors.h"
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
