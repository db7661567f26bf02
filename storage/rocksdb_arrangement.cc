#include "storage/rocksdb_arrangement.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace kasvu::storage {

std::string ArrangementOf(const std::string& folder) {
  std::ifstream current(folder + "/CURRENT");
  std::string manifest;
  std::getline(current, manifest);
  std::error_code fault;
  const auto size = std::filesystem::file_size(folder + "/" + manifest, fault);
  return fault ? manifest : manifest + " " + std::to_string(size);
}

}  // namespace kasvu::storage
