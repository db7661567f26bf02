#pragma once

#include "services/common/faults.h"
#include "storage/kv.h"

namespace kasvu::engine {

// What can be told row by row: rows of cohorts that are not there (COHORT_MISSING), keys and
// records that are none, lines of the indexes that span cohorts (by person, by scope, by wake) that
// lead nowhere or are missing, requests behind the end of their history, versions that are not
// pinned (VERSION_MISSING).
void CheckRows(const storage::Reader& reader, services::Faults& faults);

}  // namespace kasvu::engine
