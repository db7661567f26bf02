#include "services/admin/backup_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "clients/cli/wrong_usage.h"

namespace kasvu::admin {

absl::Status BackupRunning(const std::string& path) {
  return cli::Refused("BACKUP_RUNNING",
                      {"Kansion {path} varmuuskopiointi tai palautus on jo käynnissä.",
                       "En säkerhetskopiering eller återställning av {path} är redan i gång.",
                       "A backup or a restore of {path} is under way already."},
                      {{"path", path}});
}

absl::StatusOr<BackupLock> BackupLock::ToMake(const BackupFolder& folder) {
  const int descriptor = open(folder.Lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return BackupsUnwritable(folder.path());
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const bool held = errno == EWOULDBLOCK;
    close(descriptor);
    return held ? BackupRunning(folder.path()) : BackupsUnwritable(folder.path());
  }
  return BackupLock(descriptor);
}

absl::StatusOr<BackupLock> BackupLock::ToRestore(const BackupFolder& folder) {
  const int descriptor = open(folder.Lock().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0 && flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    close(descriptor);
    return BackupRunning(folder.path());
  }
  return BackupLock(descriptor);
}

BackupLock::BackupLock(BackupLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

BackupLock::~BackupLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace kasvu::admin
