#include "storage/list_folder.h"

#include <algorithm>
#include <filesystem>

namespace kasvu::storage {

std::error_code ListFolder(const std::string& folder, std::vector<std::string>& names) {
  names.clear();
  std::error_code fault;
  // The loop of the language would go on by throwing.
  std::filesystem::directory_iterator at(folder, fault);
  while (!fault && at != std::filesystem::directory_iterator()) {
    names.push_back(at->path().filename().string());
    at.increment(fault);
  }
  if (fault) names.clear();
  std::sort(names.begin(), names.end());
  return fault;
}

}  // namespace kasvu::storage
