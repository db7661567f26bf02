#pragma once

#include <string>

namespace kasvu::storage {

// The manifest of the store in `folder` by name and size. Whatever makes files of data or logs
// obsolete is written there before they are taken away: where it says the same before and after
// somebody looked at the files, they belonged together.
std::string ArrangementOf(const std::string& folder);

// How often whoever only looks at a store tries again while a server rearranges its files.
inline constexpr int kArrangementTries = 100;

}  // namespace kasvu::storage
