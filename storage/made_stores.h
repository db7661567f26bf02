#pragma once

#include <string>

#include "storage/index.h"

namespace kasvu::storage {

// In the store of keys: the stores that were made beside it, by name.
inline constexpr Index<std::string> kMadeStores(Tag::kMadeStores);

}  // namespace kasvu::storage
