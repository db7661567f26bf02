#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/v1/admin.pb.h"
#include "services/admin/backup_set.h"

namespace kasvu::admin {

struct Restoring {
  std::string backups;
  std::string to;  // a folder that does not exist, or is empty
  absl::Time not_after = absl::InfiniteFuture();
  // Lists of erasures beside that of the backups, or in its place when it is gone.
  std::vector<std::string> erased;
};

struct Restored {
  BackupSet set;
  size_t forgotten = 0;  // who is on the lists of erasures
  // What was damaged and is not needed: texts of sets (sets/00000003), backups of keys (keys 3).
  std::vector<std::string> passed_over;
  // Not whole: nothing was put in place then.
  kasvu::v1::VerifyReport report;
};

// Restores the newest set that was made not after a time, with the newest keys there are: a later
// store of keys holds every key of an earlier one, but for those that were destroyed. Data in an
// older format is migrated. Everybody on the lists of erasures is forgotten again, everything is
// verified, and only then the folder takes its name. Damaged texts of sets are passed over, and
// damaged keys as long as there are others that are not older than the set: then the list of
// erasures has to be whole, for what was passed over might have known more. `at` is told the name
// of the store that is worked on. NO_SUCH_BACKUP, RESTORE_TARGET_TAKEN, BACKUP_RUNNING,
// BACKUP_DAMAGED, BACKUPS_UNREADABLE, ERASURES_MISSING, ERASURES_DAMAGED, ERASURES_UNCERTAIN, and
// what the stores answer; nothing stands at `to` after any of them.
absl::StatusOr<Restored> RestoreBackup(const Restoring& restoring,
                                       absl::FunctionRef<void(std::string_view)> at);

}  // namespace kasvu::admin
