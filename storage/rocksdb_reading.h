// A RocksDB store for whoever only looks, also while a server has it open and writes to it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// The store in `folder` as it is at this moment: what is written later is never seen. Nothing in
// the folder is changed, locked or repaired. FAILED_PRECONDITION (STORE_MISSING) when there is no
// store, DATA_LOSS (STORE_DAMAGED) for files that cannot be trusted, FAILED_PRECONDITION
// (STORE_TOO_NEW), UNAVAILABLE (STORE_UNAVAILABLE) when a server rearranges its files faster than
// they can be opened. Transactions of it can be begun and not committed: FAILED_PRECONDITION
// (STORE_READ_ONLY).
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbForReading(const std::string& folder);

}  // namespace kasvu::storage
