// The version of everything that lies in a store: keys, records, conventions.
#pragma once

#include "absl/status/status.h"
#include "storage/kv.h"

namespace kasvu::storage {

// The format that this program writes. It grows when older programs could no longer read the data
// rightly; docs/storage-format.md tells what each number brought.
inline constexpr int kFormatVersion = 1;

// Marks an empty `store` with `known`, or compares the mark that it finds. FAILED_PRECONDITION
// (STORE_TOO_NEW) when the data is newer than `known`; DATA_LOSS (STORE_DAMAGED) when there is data
// without a mark, or the mark cannot be read. Nothing but an empty store is changed.
absl::Status CheckFormat(Store& store, int known = kFormatVersion);

}  // namespace kasvu::storage
