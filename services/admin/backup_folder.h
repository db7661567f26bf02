// A folder of backups: for each store a folder of RocksDB's, the keys apart from what they seal,
// the sets that belong together, and the list of who was erased.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/backup_set.h"

namespace kasvu::admin {

struct BackupSets {
  std::map<uint32_t, BackupSet> whole;  // by number
  std::vector<std::string> damaged;     // names of texts that were changed or cut off: 00000003

  // A number that none of them has had.
  uint32_t Next() const;
};

class BackupFolder {
 public:
  explicit BackupFolder(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  std::string Store(const std::string& store) const { return path_ + "/" + store; }
  std::string Erased() const { return path_ + "/erased"; }
  std::string Lock() const { return path_ + "/lock"; }

  // Makes the folder when it is not there. BACKUPS_UNWRITABLE.
  absl::Status Make() const;

  // All sets there are, none when there is no folder. UNAVAILABLE (BACKUPS_UNREADABLE).
  absl::StatusOr<BackupSets> Sets() const;

  // Writes the set durably and whole, or not at all. BACKUPS_UNWRITABLE.
  absl::Status Add(const BackupSet& set) const;
  absl::Status Remove(const BackupSet& set) const;

 private:
  std::string SetFile(uint32_t number) const;

  std::string path_;
};

// BACKUPS_UNWRITABLE: nothing can be written in the folder at `path`.
absl::Status BackupsUnwritable(const std::string& path);

// The hash of what a store's backup says of itself. BACKUP_DAMAGED when that is not there.
absl::StatusOr<std::string> ContentsHash(const std::string& backups, uint32_t number);

// The hash of the first `bytes` bytes of a file; empty when it has fewer, or cannot be read.
std::string HashOfFirst(const std::string& file, uint64_t bytes);

// DATA_LOSS BACKUP_DAMAGED: `what` of a backup is not what was written.
absl::Status BackupDamaged(const std::string& what);

}  // namespace kasvu::admin
