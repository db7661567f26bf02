// How RocksDB is set up for our kind of data: small records, much of it dormant, one committer.
#pragma once

#include <cstddef>

#include "rocksdb/options.h"

namespace kasvu::storage {

// Options for a store that uses at most about `memory_bytes` for blocks and unflushed writes.
rocksdb::Options RocksDbOptions(size_t memory_bytes);

}  // namespace kasvu::storage
