#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// Does what `arguments` (without the program's name) ask for: 0 when it was done, 1 when the server
// or the input refused, 2 when it was typed wrongly.
int Run(const std::vector<std::string>& arguments, const Terminal& terminal);

// All commands, below `app`, in the language of `frame`.
void AddCommands(CLI::App& app, Frame& frame);

}  // namespace kasvu::cli
