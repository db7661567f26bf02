#include "tests/house/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kasvu::house {
namespace {

const std::filesystem::path& Root() {
  static const std::filesystem::path kRoot = KASVU_SOURCE_DIR;
  return kRoot;
}

bool IsOurs(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string();
  return name != "build" && name != "var" && name != "node_modules" && !name.starts_with('.');
}

}  // namespace

std::vector<std::string> FilesBelow(std::string_view folder,
                                    const std::vector<std::string_view>& endings) {
  std::vector<std::string> paths;
  std::filesystem::recursive_directory_iterator entry(Root() / folder);
  for (; entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory()) {
      if (!IsOurs(entry->path())) entry.disable_recursion_pending();
      continue;
    }
    const std::string name = entry->path().filename().string();
    const auto ends = [&name](std::string_view ending) { return name.ends_with(ending); };
    if (!std::any_of(endings.begin(), endings.end(), ends)) continue;
    paths.push_back(entry->path().lexically_relative(Root()).string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string TextOf(std::string_view path) {
  std::ifstream file(Root() / path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace kasvu::house
