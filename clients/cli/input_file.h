#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace kasvu::cli {

// The bytes of a file; `-` is the standard input. FILE_UNREADABLE (refused) says why not.
absl::StatusOr<std::string> ReadInput(const std::string& path);

}  // namespace kasvu::cli
