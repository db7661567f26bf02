#pragma once

#include <set>

#include "services/common/faults.h"
#include "storage/kv.h"

namespace kasvu::admin {

// How many rows of unknown tables are told of one by one in each store.
inline constexpr int kUnknownRowsTold = 100;

// Tells of rows that belong to none of the tables that were `walked` (TABLE_UNKNOWN): nothing of
// this program wrote them there.
void CheckUnwalked(const storage::Reader& reader, const std::set<storage::Tag>& walked,
                   services::Faults& faults);

}  // namespace kasvu::admin
