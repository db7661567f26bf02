#pragma once

#include "absl/status/statusor.h"
#include "services/admin/backup_folder.h"

namespace kasvu::admin {

// Held while a folder of backups is worked in: by one that makes a backup, or by any number that
// restore. Goes with the process.
class BackupLock {
 public:
  // FAILED_PRECONDITION (BACKUP_RUNNING) when another holds it. BACKUPS_UNWRITABLE.
  static absl::StatusOr<BackupLock> ToMake(const BackupFolder& folder);
  // The same; nothing is held where no backup has ever been made, or nothing can be locked.
  static absl::StatusOr<BackupLock> ToRestore(const BackupFolder& folder);

  ~BackupLock();
  BackupLock(BackupLock&& other) noexcept;
  BackupLock& operator=(BackupLock&&) = delete;

 private:
  explicit BackupLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// BACKUP_RUNNING: somebody works in the folder at `path`.
absl::Status BackupRunning(const std::string& path);

}  // namespace kasvu::admin
