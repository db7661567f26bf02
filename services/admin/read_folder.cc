#include "services/admin/read_folder.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "clients/cli/wrong_usage.h"
#include "storage/rocksdb_reading.h"

namespace kasvu::admin {

storage::Store* ReadFolder::Find(const std::string& name) const {
  const auto found = stores.find(name);
  return found == stores.end() ? nullptr : found->second.get();
}

absl::Status NoDataThere(const std::string& folder) {
  return cli::Refused("NO_DATA_THERE",
                      {"Kansiossa {folder} ei ole Kasvun dataa; tarkista polku.",
                       "I mappen {folder} finns ingen data från Kasvu; kontrollera sökvägen.",
                       "There is no data of Kasvu in the folder {folder}; check the path."},
                      {{"folder", folder}});
}

absl::StatusOr<ReadFolder> OpenToRead(const std::string& folder) {
  ReadFolder opened;
  for (const std::string name : kStoresInOrder) {
    const std::string path = folder + "/" + name;
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored)) continue;
    auto store = storage::OpenRocksDbForReading(path);
    if (store.ok()) {
      opened.stores.emplace(name, *std::move(store));
    } else {
      opened.closed.emplace(name, store.status());
    }
  }
  if (opened.stores.empty() && opened.closed.empty()) {
    return NoDataThere(folder);
  }
  return opened;
}

}  // namespace kasvu::admin
