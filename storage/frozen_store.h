// A store that stands still.
#pragma once

#include <memory>

#include "storage/kv.h"

namespace kasvu::storage {

// `store` as it is at this moment: whoever reads it later sees the same, in snapshots and in
// transactions, and nothing can be changed (STORE_READ_ONLY).
std::unique_ptr<Store> Freeze(std::unique_ptr<Store> store);

}  // namespace kasvu::storage
