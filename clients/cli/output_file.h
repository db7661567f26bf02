#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::cli {

// Writes a file anew; `-` is the standard output. FILE_NOT_WRITTEN (refused) says why not.
absl::Status WriteOutput(const std::string& path, std::string_view text);

}  // namespace kasvu::cli
