// How much room there is on a disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace kasvu::storage {

// Asked before every commit, so it has to be quick: the free bytes.
using FreeSpace = std::function<uint64_t()>;

// The bytes that this process may still write on the disk that holds `folder`. When the system
// will not tell, there is taken to be room.
FreeSpace FreeSpaceOf(std::string folder);

}  // namespace kasvu::storage
