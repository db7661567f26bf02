#pragma once

#include "services/common/faults.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Walks the chain of anchors from its first to its last: ANCHOR_BROKEN for one that is missing, was
// changed or does not grow from the one before, HISTORY_BROKEN for a cohort that does not reach as
// far as it was anchored, and lines of their index in both directions.
void CheckAnchors(const storage::Reader& reader, services::Faults& faults);

}  // namespace kasvu::engine
