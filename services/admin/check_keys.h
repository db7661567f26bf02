#pragma once

#include <string>

#include "services/admin/place.h"
#include "services/common/faults.h"
#include "storage/kv.h"

namespace kasvu::admin {

// Whether every row of the store of keys is a wrapped key, or the mark of one destroyed, and the
// keys that are always there are (KEY_MISSING, KEY_UNREADABLE); and whether every store that was
// made beside it is still there (STORE_MISSING). Which key unwraps them is not asked.
void CheckKeys(const storage::Reader& keys, const Place& place, services::Faults& faults);

// Whether there is a key of `subject`, or the mark of one destroyed.
bool HasKey(const storage::Reader& keys, const std::string& subject);
// Whether that of `subject` was destroyed.
bool WasErased(const storage::Reader& keys, const std::string& subject);

}  // namespace kasvu::admin
