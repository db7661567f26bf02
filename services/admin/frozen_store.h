#pragma once

#include <memory>

#include "storage/kv.h"

namespace kasvu::admin {

// `store` as it is at this moment: whoever takes a snapshot of it later sees the same.
std::unique_ptr<storage::Store> Freeze(std::unique_ptr<storage::Store> store);

}  // namespace kasvu::admin
