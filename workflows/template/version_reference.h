// How a version is named: publisher/id@version.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kasvu::workflows {

struct VersionReference {
  std::string publisher;
  std::string id;
  int version = 0;  // 0: not pinned
};

// Reads "kasvu/joining@1", or "kasvu/joining" with version 0. Nothing when `text` is neither.
std::optional<VersionReference> ParseVersionReference(std::string_view text);

// Lower-case letters, digits and hyphens, beginning with a letter; at most kMaxIdCharacters.
bool IsPlainId(std::string_view text);

// The same in parts with dots between them: "joining.ground-rules".
bool IsDottedId(std::string_view text);

}  // namespace kasvu::workflows
