#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::directory {

// Removes `person` (persons/…), who was erased after this state of the store, with everything that
// finds her, and tells the feed, as the erasure itself did: whoever follows the feed erases her
// again. Answers whether she was there. Her key is destroyed by the caller.
absl::StatusOr<bool> Forget(storage::Store& store, const std::string& person);

}  // namespace kasvu::directory
