// How many sessions one may miss.
#pragma once

#include <map>
#include <string>

#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// By step: how many of its sessions somebody may miss and still complete, where an end of the
// version says so; read from requirements that must hold, not from those of which any is enough.
std::map<std::string, int> AbsencesAllowed(const Program& program);

}  // namespace kasvu::workflows
