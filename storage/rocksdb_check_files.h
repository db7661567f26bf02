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

// What the notes of the store in `folder` say is on the disk; nothing where there are none, or none
// that can be trusted.
SyncedSizes ReadSyncedSizes(rocksdb::FileSystem& files, const std::string& folder);

// The same for whoever only looks, also while a server has the store open: changes nothing. `known`
// is what ReadSyncedSizes said before anything of the folder was read, so that a server could only
// have written more since. DATA_LOSS (STORE_DAMAGED) when the newest log or the manifest is shorter
// than that or cannot be read so far; UNAVAILABLE (STORE_UNAVAILABLE).
absl::Status CheckSynced(rocksdb::FileSystem& files, const std::string& folder,
                         const SyncedSizes& known);

}  // namespace kasvu::storage
