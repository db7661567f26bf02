#include "workflows/template/source_map.h"

namespace kasvu::workflows {
namespace {

bool IsUnder(std::string_view path, std::string_view around) {
  if (!path.starts_with(around)) return false;
  const std::string_view rest = path.substr(around.size());
  return rest.empty() || rest[0] == '.' || rest[0] == '[';
}

}  // namespace

void SourceMap::Set(std::string_view path, Position at) {
  positions_.insert_or_assign(std::string(path), at);
}

Position SourceMap::Find(std::string_view path) const {
  while (true) {
    if (auto found = positions_.find(path); found != positions_.end()) return found->second;
    if (path.empty()) return {};
    const size_t cut = path.find_last_of(".[");
    path = cut == std::string_view::npos ? std::string_view() : path.substr(0, cut);
  }
}

void SourceMap::Forget(std::string_view path) {
  std::erase_if(positions_, [&](const auto& entry) { return IsUnder(entry.first, path); });
}

void SourceMap::CopyUnder(std::string_view from, std::string_view to, SourceMap& target) const {
  for (auto entry = positions_.lower_bound(from); entry != positions_.end(); ++entry) {
    const std::string_view path = entry->first;
    if (!path.starts_with(from)) break;
    if (!IsUnder(path, from)) continue;
    target.Set(std::string(to).append(path.substr(from.size())), entry->second);
  }
}

}  // namespace kasvu::workflows
