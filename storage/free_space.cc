#include "storage/free_space.h"

#include <sys/statvfs.h>

#include <limits>
#include <utility>

namespace kasvu::storage {

FreeSpace FreeSpaceOf(std::string folder) {
  return [folder = std::move(folder)]() -> uint64_t {
    struct statvfs disk;
    if (statvfs(folder.c_str(), &disk) != 0) return std::numeric_limits<uint64_t>::max();
    return uint64_t{disk.f_bavail} * disk.f_frsize;
  };
}

}  // namespace kasvu::storage
