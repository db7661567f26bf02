// The store in memory: for tests, simulation and dry runs.
#pragma once

#include <memory>

#include "storage/kv.h"

namespace kasvu::storage {

// An empty store that forgets everything when it is destroyed. "Durable" means here: until then.
// It keeps the contract of the port otherwise, and never fails.
std::unique_ptr<Store> NewMemoryStore();

}  // namespace kasvu::storage
