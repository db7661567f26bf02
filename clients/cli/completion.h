#pragma once

#include <string>

#include "CLI/CLI.hpp"

namespace kasvu::cli {

// A bash script that completes the commands and options below `app`, for sourcing. Values of
// options whose type is written a|b|c are completed too; anything else as files.
std::string BashCompletion(const CLI::App& app);

}  // namespace kasvu::cli
