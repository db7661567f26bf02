// What is left for somebody to do.
#pragma once

#include <vector>

#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Those of SlotsOf that are no sessions and that nobody has settled by what is stored, in the same
// order. Cheaper than all.
std::vector<SlotView> SlotsToDo(Evaluation& evaluation, OwnerRef owner);

}  // namespace kasvu::workflows
