// The store of keys with a list of erasures beside it.
#pragma once

#include <memory>
#include <string>

#include "storage/kv.h"

namespace kasvu::kasvud {

// `keys`, but nobody's key is destroyed before her name is on the list in `file`, durably: with the
// list a backup of the keys can be made to forget again. A commit whose line cannot be written is
// refused (ERASURES_UNWRITABLE), and with it the erasure, which is tried again.
std::unique_ptr<storage::Store> ListErasures(std::unique_ptr<storage::Store> keys,
                                             const std::string& file);

}  // namespace kasvu::kasvud
