// Files that commands write.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::cli {

enum class Readers { kEverybody, kOwner };

// Writes a new file; one that is there is never written over. FILE_EXISTS and FILE_NOT_WRITTEN
// (refused) say why not; nothing is left behind then.
absl::Status WriteNewFile(const std::string& path, std::string_view bytes, Readers readers);

}  // namespace kasvu::cli
