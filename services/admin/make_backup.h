#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/admin/backup_set.h"

namespace kasvu::admin {

// How many backups are kept at most, and for how many days; the newest always is. Those of the keys
// have limits of their own: whoever was erased can be read with the master key and an old backup
// of the keys for as long as there is one.
struct Retention {
  int sets = 30;
  int days = 90;
  int keys = 3;
  int key_days = 30;
};

struct MadeBackup {
  BackupSet set;
  size_t kept = 0;  // sets, with this one
  // Texts of older sets that cannot be read. While there are any, nothing is let go of.
  std::vector<std::string> damaged;
};

// Backs up every store of the data folder `data` to the folder `backups`, also while a server works
// there, adds who was erased to the list, and lets go of what is too old. `at` is told the name of
// the store that is worked on. FAILED_PRECONDITION (BACKUP_RUNNING), NO_DATA_THERE,
// BACKUPS_UNWRITABLE (also when the data folder takes no links), BACKUPS_UNREADABLE,
// ERASURES_UNWRITABLE and the errors of the stores. A backup that was broken off is not there, and
// the next one takes away what is left of it.
absl::StatusOr<MadeBackup> MakeBackup(const std::string& data, const std::string& backups,
                                      const Retention& retention, absl::Time now,
                                      absl::FunctionRef<void(std::string_view)> at);

}  // namespace kasvu::admin
