#include "storage/postgres_statements.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "errors/error.h"
#include "storage/errors.h"

namespace kasvu::storage {
namespace {

constexpr int32_t kBytea = 17;  // what PostgreSQL calls the type

void AppendInt32(std::string& bytes, uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
}

std::string LocksOf(const std::string& table) { return table + "_locks"; }

absl::Status PrepareAll(PostgresConnection& connection,
                        const std::vector<std::pair<const char*, std::string>>& steps) {
  for (const auto& [name, text] : steps) {
    KASVU_RETURN_IF_ERROR(connection.Prepare(name, text));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status PrepareReads(PostgresConnection& connection, const std::string& table) {
  const std::string select = absl::StrCat("SELECT key, value FROM ", table, " WHERE ");
  return PrepareAll(
      connection,
      {{kGetStep, absl::StrCat("SELECT value FROM ", table, " WHERE key = $1")},
       {kGetAllStep, absl::StrCat(select, "key = ANY($1::bytea[])")},
       {kForwardStep, absl::StrCat(select, "key >= $1 ORDER BY key LIMIT $2::bigint")},
       {kForwardWithinStep,
        absl::StrCat(select, "key >= $1 AND key < $2 ORDER BY key LIMIT $3::bigint")},
       {kBackwardStep, absl::StrCat(select, "key >= $1 ORDER BY key DESC LIMIT $2::bigint")},
       {kBackwardWithinStep,
        absl::StrCat(select, "key >= $1 AND key < $2 ORDER BY key DESC LIMIT $3::bigint")}});
}

absl::Status PrepareWrites(PostgresConnection& connection, const std::string& table) {
  const std::string locks = LocksOf(table);
  return PrepareAll(
      connection,
      {{kBeginStep, "BEGIN ISOLATION LEVEL READ COMMITTED"},
       {kCommitStep, "COMMIT"},
       {kUpsertStep, absl::StrCat("INSERT INTO ", table, " (key, value) SELECT * FROM ",
                                  "unnest($1::bytea[], $2::bytea[]) ",
                                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value")},
       {kDeleteStep, absl::StrCat("DELETE FROM ", table, " WHERE key = ANY($1::bytea[])")},
       {kLockStep, absl::StrCat("SELECT name FROM ", locks,
                                " WHERE name = ANY($1::bytea[]) ORDER BY name FOR UPDATE")},
       {kNameLocksStep, absl::StrCat("INSERT INTO ", locks, " (name) SELECT unnest($1::bytea[]) ",
                                     "ON CONFLICT (name) DO NOTHING RETURNING name")},
       // Whoever waits for one that goes finds no row, and makes it anew.
       {kForgetLocksStep,
        absl::StrCat("DELETE FROM ", locks, " WHERE name IN (SELECT name FROM ", locks,
                     " WHERE name = ANY($1::bytea[]) FOR UPDATE SKIP LOCKED)")}});
}

absl::StatusOr<bool> HasTable(PostgresConnection& connection, const std::string& table) {
  KASVU_ASSIGN_OR_RETURN(
      const std::string found,
      connection.Ask("SELECT count(*) FROM information_schema.tables WHERE table_name = $1 AND "
                     "table_schema = current_schema()",
                     {table}));
  return found != "0";
}

absl::Status MakeTables(PostgresConnection& connection, const std::string& table) {
  // One statement for each, outside a transaction: so every dialect takes it.
  const std::pair<std::string, std::string> tables[] = {
      {table, "(key bytea PRIMARY KEY, value bytea NOT NULL)"},
      {LocksOf(table), "(name bytea PRIMARY KEY)"}};
  for (const auto& [name, columns] : tables) {
    KASVU_ASSIGN_OR_RETURN(bool there, HasTable(connection, name));
    if (there) continue;
    absl::Status made =
        connection.Execute(absl::StrCat("CREATE TABLE IF NOT EXISTS ", name, " ", columns));
    if (made.ok()) continue;
    // Another server may have made it at the same moment, which PostgreSQL reports as an error.
    KASVU_ASSIGN_OR_RETURN(there, HasTable(connection, name));
    if (!there) return made;
  }
  return absl::OkStatus();
}

void LimitLocks(PostgresConnection& connection, absl::Duration idle, absl::Duration wait) {
  const auto set = [&](const char* setting, absl::Duration limit) {
    connection.Execute(absl::StrCat("SET ", setting, " = ", absl::ToInt64Milliseconds(limit)))
        .IgnoreError();
  };
  set("idle_in_transaction_session_timeout", idle);
  set("lock_timeout", wait);
}

absl::Status WriteAnew(PostgresConnection& connection, const std::string& table,
                       absl::Duration wait) {
  const absl::StatusOr<std::string> now = connection.Ask("SELECT txid_current() % 4294967296");
  const absl::Time end = absl::Now() + wait;
  do {
    const int warnings = connection.warnings();
    KASVU_RETURN_IF_ERROR(connection.Execute(absl::StrCat("VACUUM (FULL) ", table)));
    // It passes over what it may not write, warns, and calls that success.
    if (connection.warnings() != warnings) {
      return StoreUnavailable(absl::StrCat("the database does not write the table ", table,
                                           " anew: the role of kasvud has to own it"));
    }
    if (!now.ok()) return absl::OkStatus();
    // It keeps what anybody may still see, and notes since when nobody does.
    const absl::StatusOr<std::string> kept = connection.Ask(
        "SELECT age(relfrozenxid) > age($1::xid) FROM pg_class "
        "WHERE oid = $2::regclass AND relfrozenxid <> '0'::xid",
        {*now, table});
    if (!kept.ok() || *kept != "t") return absl::OkStatus();
  } while (absl::Now() < end);
  return StoreUnavailable(absl::StrCat("somebody still sees the database as it was before ", table,
                                       " was changed; end what has run there for long"));
}

bool HasLooseStandby(PostgresConnection& connection) {
  // Whoever may not see more of a follower sees at least that it is there.
  const absl::StatusOr<std::string> loose = connection.Ask(
      "SELECT count(*) FROM pg_stat_replication WHERE coalesce(state, 'streaming') = 'streaming' "
      "AND coalesce(application_name, '') NOT IN ('pg_basebackup', 'pg_receivewal') "
      "AND (current_setting('synchronous_standby_names') = '' "
      "OR current_setting('synchronous_commit') IN ('local', 'remote_write'))");
  return loose.ok() && *loose != "0";
}

absl::StatusOr<std::string> UnsafeSetting(PostgresConnection& connection) {
  for (const char* const setting : {"synchronous_commit", "fsync"}) {
    KASVU_ASSIGN_OR_RETURN(const std::string value, connection.Ask(absl::StrCat("SHOW ", setting)));
    if (value == "off") return setting;
  }
  return "";
}

std::string CountParameter(int64_t count) {
  std::string bytes;
  AppendInt32(bytes, static_cast<uint32_t>(static_cast<uint64_t>(count) >> 32));
  AppendInt32(bytes, static_cast<uint32_t>(count));
  return bytes;
}

std::string ArrayParameter(const std::vector<std::string_view>& elements) {
  size_t size = 20;
  for (const std::string_view element : elements) size += 4 + element.size();
  std::string bytes;
  bytes.reserve(size);
  AppendInt32(bytes, 1);  // dimensions
  AppendInt32(bytes, 0);  // none of them is NULL
  AppendInt32(bytes, kBytea);
  AppendInt32(bytes, static_cast<uint32_t>(elements.size()));
  AppendInt32(bytes, 1);  // the first index
  for (const std::string_view element : elements) {
    AppendInt32(bytes, static_cast<uint32_t>(element.size()));
    bytes.append(element);
  }
  return bytes;
}

}  // namespace kasvu::storage
