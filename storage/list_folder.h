#pragma once

#include <string>
#include <system_error>
#include <vector>

namespace kasvu::storage {

// The names of what lies in `folder`, in their order, into `names`. What keeps it from being read
// is returned; `names` is empty then.
std::error_code ListFolder(const std::string& folder, std::vector<std::string>& names);

}  // namespace kasvu::storage
