// Lines that say what was not done, and what to do instead.
#pragma once

#include <string>

#include "clients/cli/frame.h"

namespace kasvu::cli {

// After a dry run.
void PrintNothingStored(Frame& frame);

// Where the groups of `cohort` (a name) were asked for before there are any.
void PrintNoGroups(Frame& frame, const std::string& cohort);

}  // namespace kasvu::cli
