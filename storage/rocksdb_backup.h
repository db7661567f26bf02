// Backups of RocksDB stores by RocksDB's own BackupEngine: files that have not changed are kept
// once for all backups of a store, and everything has a checksum.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace kasvu::storage {

// Makes in `copy`, a folder that does not exist, the files of the store in `folder` as they are at
// one moment, also while a server writes to it, and changes nothing there. Files of data are shared
// by hard links where the two lie on one disk. STORE_MISSING, STORE_DAMAGED, STORE_UNAVAILABLE
// (also when a server rearranges its files too fast).
absl::Status CopyFilesOfStore(const std::string& folder, const std::string& copy);

// Adds a backup of the store in `copy`, which nobody else has open, to those in `backups` (made
// when it is not there) and returns its number. The copy is changed by that: a log becomes a file
// of data. `going_on` is called now and then. STORE_DAMAGED, STORE_UNAVAILABLE.
absl::StatusOr<uint32_t> BackUpStore(const std::string& copy, const std::string& backups,
                                     absl::FunctionRef<void()> going_on);

// Where the backup `number` in `backups` says what belongs to it, with checksums of all that.
std::string BackupContents(const std::string& backups, uint32_t number);

// Checks every byte of the backup `number` against its checksums, then writes it to `folder`,
// which must not exist. DATA_LOSS (BACKUP_DAMAGED); STORE_UNAVAILABLE when it cannot be written.
absl::Status RestoreStore(const std::string& backups, uint32_t number, const std::string& folder);

// Deletes all backups in `backups` but those in `numbers`, and what was left of unfinished ones.
absl::Status KeepBackups(const std::string& backups, const std::set<uint32_t>& numbers);

}  // namespace kasvu::storage
