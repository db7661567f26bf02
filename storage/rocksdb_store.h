// The store on the local disk, in a folder of its own: RocksDB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/format.h"
#include "storage/free_space.h"
#include "storage/kv.h"

namespace rocksdb {
class FileSystem;
}

namespace kasvu::storage {

struct RocksDbStoreOptions {
  // Created when it does not exist; its parent must.
  std::string folder;
  // What memory may be used for cached blocks, indexes, filters and writes not yet in files.
  size_t memory_bytes = 64 << 20;
  // Commits are refused while less than this is free: RocksDB itself stops the whole process when
  // the disk is full to the last byte.
  uint64_t headroom_bytes = uint64_t{256} << 20;
  // Asked before each commit. Not set: the free space of the disk that holds `folder`.
  FreeSpace free_space;
  // Instead of the system's files: how tests lose power. Not set: the system's.
  std::shared_ptr<rocksdb::FileSystem> file_system;
  // Newer data is refused. Older data is migrated, or refused too unless it reads the same.
  KnownFormats formats = {};
  bool migrate = true;
  // Whether a commit waits for the disk. Without it a power loss takes answered commits away;
  // there is no reason to turn it off but to show that tests would notice.
  bool sync_commits = true;
};

// Opens the store. FAILED_PRECONDITION (STORE_IN_USE) when another process, or this one, has it
// open; FAILED_PRECONDITION (STORE_TOO_NEW, STORE_NOT_MIGRATED, STORE_MIGRATING) for data in
// another format; DATA_LOSS (STORE_DAMAGED) for files that cannot be trusted; UNAVAILABLE
// (STORE_UNAVAILABLE) when the folder cannot be made or read.
//
// A commit that the disk failed answers COMMIT_UNKNOWN, and from then on every commit is refused
// (STORE_UNAVAILABLE) until the store is opened anew, because after a failed sync nobody knows
// what is on the disk. Reads go on.
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(RocksDbStoreOptions options);

}  // namespace kasvu::storage
