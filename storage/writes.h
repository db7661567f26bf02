// What a transaction is about to write.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace kasvu::storage {

// By key: a value, or nullopt to remove the key.
using Writes = std::map<std::string, std::optional<std::string>, std::less<>>;

}  // namespace kasvu::storage
