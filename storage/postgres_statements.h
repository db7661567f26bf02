// What is said to PostgreSQL, in words that CockroachDB and YugabyteDB know too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "storage/postgres_connection.h"

namespace kasvu::storage {

// The names under which a connection has prepared what follows; a letter of the parameters is
// k for a key, n for a count, K and V for arrays of keys and values.
inline constexpr char kBeginStep[] = "begin";
inline constexpr char kCommitStep[] = "commit";
inline constexpr char kGetStep[] = "get";          // k
inline constexpr char kGetAllStep[] = "get_all";   // K; answers k, v of those that exist
inline constexpr char kForwardStep[] = "forward";  // k from, n
inline constexpr char kForwardWithinStep[] = "forward_within";    // k from, k to, n
inline constexpr char kBackwardStep[] = "backward";               // k from, n
inline constexpr char kBackwardWithinStep[] = "backward_within";  // k from, k to, n
inline constexpr char kUpsertStep[] = "upsert";                   // K, V
inline constexpr char kDeleteStep[] = "delete";                   // K
inline constexpr char kLockStep[] = "lock";                       // K; answers those that exist
inline constexpr char kNameLocksStep[] = "name_locks";            // K; answers those it made
inline constexpr char kForgetLocksStep[] = "forget_locks";        // K; those that nobody else holds

// Begins a transaction that sees the database as it is now until it ends; not prepared, because
// that needs a first statement to be so.
inline constexpr char kBeginSnapshot[] =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";

// Make `connection` ready for looking at the pairs in `table`, and for changing them and locking
// their names beside it.
absl::Status PrepareReads(PostgresConnection& connection, const std::string& table);
absl::Status PrepareWrites(PostgresConnection& connection, const std::string& table);

// Whether there is a table of this name where the tables of a store would be made.
absl::StatusOr<bool> HasTable(PostgresConnection& connection, const std::string& table);

// Makes the two tables of a store, unless they are there.
absl::Status MakeTables(PostgresConnection& connection, const std::string& table);

// Sees to it that the database takes the locks of `connection` away when nothing happens there for
// `idle`, and that it waits for others' no longer than `wait`. Where it does not know that,
// nothing.
void LimitLocks(PostgresConnection& connection, absl::Duration idle, absl::Duration wait);

// Writes `table` anew without what was changed or removed in it before. UNAVAILABLE
// (STORE_UNAVAILABLE) while somebody keeps it locked for longer than LimitLocks allows, or has seen
// the database as it was before for longer than `wait`, and when the table belongs to another role;
// UNIMPLEMENTED where the database does not know this.
absl::Status WriteAnew(PostgresConnection& connection, const std::string& table,
                       absl::Duration wait);

// Whether a standby follows the database and commits do not wait until one has them on its disk:
// it lacks the last of what was answered when it takes over. Of those that follow beside one that
// is waited for nothing is said. As far as can be told: a role that may not see who follows takes
// the copying of a backup for a standby.
bool HasLooseStandby(PostgresConnection& connection);

// The name of the setting of the database that lets it answer before a commit is on the disk, or
// nothing when there is none.
absl::StatusOr<std::string> UnsafeSetting(PostgresConnection& connection);

// Parameters in PostgreSQL's binary form.
std::string CountParameter(int64_t count);
std::string ArrayParameter(const std::vector<std::string_view>& elements);

}  // namespace kasvu::storage
