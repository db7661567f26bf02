// Whether everything in an engine's store holds together.
#pragma once

#include "absl/status/status.h"
#include "services/common/faults.h"
#include "services/common/references.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Looks at every row of the engine's tables: each cohort's history, hashes and anchors, what
// replaying it leads to, every index and counter in both directions, pinned versions. Reads one
// state of the store, so `store` may be one that a server goes on writing to.
void CheckStore(storage::Store& store, services::Faults& faults);

// Visits what the engine's records name elsewhere: the versions that cohorts run on, people and
// companies of enrolments and links, keys of sealed words. Rows that cannot be read name nothing.
void ForEachReference(const storage::Reader& reader, services::ReferenceVisitor visitor);

}  // namespace kasvu::engine
