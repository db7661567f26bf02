// The errors of storage, one named constructor each. The reasons are listed in
// docs/storage-format.md and never change.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::storage {

// FAILED_PRECONDITION STORE_IN_USE: another process has `folder` open.
absl::Status StoreInUse(std::string_view folder);
// FAILED_PRECONDITION STORE_TOO_NEW: the data is in format `found`, or `unfinished` on its way
// there, and the program knows those up to `known`. `program` has written it, unless that is empty.
absl::Status StoreTooNew(uint32_t found, uint32_t known, std::string_view program, bool unfinished);
// FAILED_PRECONDITION STORE_NOT_MIGRATED: the data is in format `found`; `known` is read.
absl::Status StoreNotMigrated(uint32_t found, uint32_t known);
// FAILED_PRECONDITION STORE_MIGRATING: not all of the data is in format `to` yet.
absl::Status StoreMigrating(uint32_t to);
// INVALID_ARGUMENT STORE_ADDRESS_MALFORMED: what names the store is no address of a database.
absl::Status StoreAddressMalformed();
// UNAVAILABLE STORE_UNREACHABLE: no database can be used at `where`; `why`, as it or libpq says it.
absl::Status StoreUnreachable(std::string_view where, std::string_view why);
// FAILED_PRECONDITION STORE_NOT_DURABLE: the database at `where` answers before a commit is on the
// disk, because `setting` is off.
absl::Status StoreNotDurable(std::string_view where, std::string_view setting);
// FAILED_PRECONDITION STORE_READ_ONLY: the store was opened to look at alone.
absl::Status StoreReadOnly();
// UNAVAILABLE STORE_UNAVAILABLE: the backend cannot serve now; nothing was written.
absl::Status StoreUnavailable(std::string_view detail);
// DATA_LOSS STORE_DAMAGED: the backend found its own files damaged.
absl::Status StoreDamaged(std::string_view detail);
// RESOURCE_EXHAUSTED DISK_NEARLY_FULL: less than the headroom is free; nothing was written.
absl::Status DiskNearlyFull(uint64_t free_bytes, uint64_t headroom_bytes);
// RESOURCE_EXHAUSTED DISK_NEARLY_FULL: the database has no room; nothing was written.
absl::Status DatabaseFull();
// ABORTED TRANSACTION_CONFLICT: another transaction was in the way; nothing was written.
absl::Status TransactionConflict();
// UNAVAILABLE COMMIT_UNKNOWN: the commit may or may not have reached the disk.
absl::Status CommitUnknown(std::string_view detail);
// FAILED_PRECONDITION TRANSACTION_OVER: the transaction had already ended.
absl::Status TransactionOver();
// ABORTED LOCK_DEADLOCK: waiting for the lock could never end.
absl::Status LockDeadlock();
// DATA_LOSS KEY_MALFORMED: bytes that no key of this shape encodes to.
absl::Status KeyMalformed(std::string_view detail);
// DATA_LOSS RECORD_UNREADABLE: a record of table `tag` does not parse.
absl::Status RecordUnreadable(uint16_t tag);
// ALREADY_EXISTS RECORD_EXISTS: an insert met a record.
absl::Status RecordExists(uint16_t tag);
// NOT_FOUND RECORD_ABSENT: an update or a read met none.
absl::Status RecordAbsent(uint16_t tag);
// OUT_OF_RANGE COUNTER_OVERFLOW: a counter would leave the range of 64 bits.
absl::Status CounterOverflow();

}  // namespace kasvu::storage
