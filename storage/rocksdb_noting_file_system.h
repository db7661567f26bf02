// The system's files for one RocksDB store, with notes of what has been synced.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "rocksdb/file_system.h"
#include "storage/rocksdb_synced_sizes.h"

namespace kasvu::storage {

// The number in the name of a log (000012.log) or of a manifest (MANIFEST-000011); nothing for
// other files. `path` may have folders before the name.
std::optional<uint64_t> LogNumber(const std::string& path);
std::optional<uint64_t> ManifestNumber(const std::string& path);

// The syncs of a store's logs since it was opened. From any thread.
struct LogSyncs {
  std::atomic<uint64_t> count = 0;
  std::atomic<int64_t> nanoseconds = 0;  // that they took together
};

// Passes everything on and notes how much of the store's newest log and manifest has been synced.
class NotingFileSystem : public rocksdb::FileSystemWrapper {
 public:
  // For the store in `folder`, whose notes said `known` so far.
  NotingFileSystem(std::shared_ptr<rocksdb::FileSystem> files, const std::string& folder,
                   const SyncedSizes& known);

  const LogSyncs& syncs() const { return syncs_; }

  const char* Name() const override { return "NotingFileSystem"; }
  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* context) override;

 private:
  const std::string folder_;
  SyncedSizesFile sizes_;
  LogSyncs syncs_;
};

}  // namespace kasvu::storage
