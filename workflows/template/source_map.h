// Where each part of a template stands in its file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "workflows/template/document.h"

namespace kasvu::workflows {

// From a path as authors write keys ("phases[0].steps[2].due", "facts.useful.step") to a position.
class SourceMap {
 public:
  void Set(std::string_view path, Position at);

  // The position of `path`, or of the nearest part around it that has one.
  Position Find(std::string_view path) const;

  // Writes every entry at or under `from` to the same place under `to` of `target`.
  void CopyUnder(std::string_view from, std::string_view to, SourceMap& target) const;

  // Removes every entry at or under `path`.
  void Forget(std::string_view path);

  bool empty() const { return positions_.empty(); }

 private:
  std::map<std::string, Position, std::less<>> positions_;
};

}  // namespace kasvu::workflows
