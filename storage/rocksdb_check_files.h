// Whether the files of a RocksDB store are all there, before RocksDB makes do with what it finds.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "rocksdb/file_system.h"
#include "storage/rocksdb_synced_sizes.h"

namespace kasvu::storage {

// Looks at `folder`, which nobody may have open, and returns what its notes say is on the disk.
// Of the newest log cuts off, for good, what a crash left of a commit that was never answered, so
// that RocksDB need not tolerate anything. DATA_LOSS (STORE_DAMAGED) when a file is missing, cut
// short, or damaged before its end; UNAVAILABLE (STORE_UNAVAILABLE) when it cannot be read.
absl::StatusOr<SyncedSizes> CheckFiles(rocksdb::FileSystem& files, const std::string& folder);

}  // namespace kasvu::storage
