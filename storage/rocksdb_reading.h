// A RocksDB store for whoever only looks, also while a server has it open and writes to it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// What becomes of data in an older format, or half migrated.
enum class OlderData {
  kUnlessTheSame,  // refused, unless no row has changed since
  kAccepted,       // for whoever copies bytes, or looks at nothing that has ever changed
};

// The store in `folder` as it is at this moment: what is written later is never seen. Nothing in
// the folder is changed, locked or repaired. FAILED_PRECONDITION (STORE_MISSING) when there is no
// store, DATA_LOSS (STORE_DAMAGED) for files that cannot be trusted, FAILED_PRECONDITION
// (STORE_TOO_NEW, STORE_NOT_MIGRATED, STORE_MIGRATING), UNAVAILABLE (STORE_UNAVAILABLE) when a
// server rearranges its files faster than they can be opened. Transactions of it can be begun and
// not committed: FAILED_PRECONDITION (STORE_READ_ONLY).
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbForReading(
    const std::string& folder, OlderData older = OlderData::kUnlessTheSame);

}  // namespace kasvu::storage
