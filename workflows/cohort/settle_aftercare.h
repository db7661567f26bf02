// When the aftercare of a cohort is over.
#pragma once

#include <optional>

#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/settle_closes.h"

namespace kasvu::workflows {

// The closing of a cohort in its aftercare: once every step of anybody's aftercare has settled, or
// 30 days after its due date where it has no close of its own; it can still be recorded then.
// Nothing for a cohort in another stage, while somebody's aftercare has no end in sight, and for an
// image that does not hold everybody.
std::optional<Due> EndOfAftercare(Evaluation& evaluation);

}  // namespace kasvu::workflows
