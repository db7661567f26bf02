#pragma once

#include "clients/cli/frame.h"

namespace kasvu::cli {

// The terminal and the environment that this process was started with.
Terminal ProcessTerminal();

}  // namespace kasvu::cli
