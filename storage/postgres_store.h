// The store in a PostgreSQL database, for several servers at once: two tables, of pairs and of
// locks. Its words are those that CockroachDB and YugabyteDB know too; docs/postgresql.md says what
// of theirs was looked up.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/format.h"
#include "storage/kv.h"
#include "storage/postgres_address.h"

namespace kasvu::storage {

struct PostgresStoreOptions {
  PostgresAddress address;
  // The table of the pairs, made when it is not there, with one of the same name and _locks beside
  // it. Small letters and underscores.
  std::string table;
  // How many connections are open at once at most: each snapshot has one of the readers', each
  // transaction that holds locks or commits one of the writers'.
  int readers = 16;
  int writers = 8;
  // After how long a connection is made anew, so that settings of the database are looked at again.
  absl::Duration connection_lives = absl::Minutes(10);
  // After how long the database ends a transaction in which nothing happens: the locks of a server
  // that stands still are free then.
  absl::Duration idle_with_locks = absl::Seconds(10);
  // How long one waits for a lock before the store is called unavailable.
  absl::Duration wait_for_lock = absl::Seconds(30);
  // Newer data is refused. Older data is migrated, or refused too unless it reads the same.
  KnownFormats formats = {};
  bool migrate = true;
  // Whether a database that answers before a commit is on its disk is refused. There is no reason
  // to turn it off but tests that do not speak of that.
  bool demand_durability = true;
};

// Opens the store. UNAVAILABLE (STORE_UNREACHABLE) when the database cannot be used;
// FAILED_PRECONDITION (STORE_NOT_DURABLE) when its fsync or synchronous_commit is off, which is
// checked on every connection that is ever made; FAILED_PRECONDITION (STORE_TOO_NEW,
// STORE_NOT_MIGRATED, STORE_MIGRATING) for data in another format; DATA_LOSS (STORE_DAMAGED) for
// data without a mark.
//
// A connection that is lost answers STORE_UNAVAILABLE, or COMMIT_UNKNOWN when a commit was under
// way; the next call makes a new one. Two transactions that wait for each other are told apart by
// the database after its deadlock_timeout.
//
// Purge writes the table anew (VACUUM FULL), so that the files of the table hold no old bytes; once
// for all ranges. While somebody reads the table, or sees the database as it was before, for longer
// than a second or two, a VACUUM without FULL takes them from the rows where it can, and the answer
// is STORE_UNAVAILABLE: it has to be asked again. So it is when the table belongs to another role.
// The database's write-ahead log, its archives and its backups are beyond it, and so are databases
// that do not know VACUUM: those drop what is old by a rule of their own.
absl::StatusOr<std::unique_ptr<Store>> OpenPostgresStore(PostgresStoreOptions options);

// What the table of the store `name` is called: a server's engine lies in kasvu_engine.
inline std::string PostgresTableOf(const std::string& name) { return "kasvu_" + name; }

// Opens it to look at alone, as it is at this moment, on a standby as well: nothing is made, marked
// or locked, and STORE_READ_ONLY is what changes are answered with. STORE_UNREACHABLE;
// FAILED_PRECONDITION (STORE_TOO_NEW, STORE_NOT_MIGRATED, STORE_MIGRATING); DATA_LOSS
// (STORE_DAMAGED) for a table without the mark of a store, an empty one too.
absl::StatusOr<std::unique_ptr<Store>> OpenPostgresForReading(const PostgresAddress& address,
                                                              const std::string& table);

// Whether a store has been made there: an empty table is none, whoever made it. STORE_UNREACHABLE.
absl::StatusOr<bool> HasPostgresStore(const PostgresAddress& address, const std::string& table);

// Whether there is a table of this name at all. STORE_UNREACHABLE.
absl::StatusOr<bool> HasPostgresTable(const PostgresAddress& address, const std::string& table);

}  // namespace kasvu::storage
