// How far a log of RocksDB, or its manifest, can be read: blocks of 32 KiB, in them records or
// pieces of records, each after its checksum, its length and what it is a piece of.
#pragma once

#include <cstddef>
#include <string_view>

namespace kasvu::storage {

inline constexpr size_t kLogBlockBytes = 32 << 10;

struct LogTail {
  // Where the last whole record ends.
  size_t whole_end = 0;
  // Whether a record begins, unharmed, after the place from which on nothing can be read.
  bool goes_on = false;
};

// Reads `bytes`, which begin with a block and end with the log, from `start` on, where a record
// begins. What a crash leaves of the record that was being written never goes on; damage among
// records that had been written before it does.
LogTail FindLogTail(std::string_view bytes, size_t start);

}  // namespace kasvu::storage
