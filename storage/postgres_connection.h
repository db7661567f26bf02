// One connection to PostgreSQL.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "storage/postgres_address.h"

namespace kasvu::storage {

// What a statement has answered. Values are in PostgreSQL's binary form: of a bytea its bytes.
class PostgresRows {
 public:
  explicit PostgresRows(PGresult* result) : result_(result, &PQclear) {}

  int size() const { return PQntuples(result_.get()); }
  std::string_view at(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<size_t>(PQgetlength(result_.get(), row, column))};
  }

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> result_;
};

// A statement that was prepared under `name`, and its parameters in binary form, which outlive it.
struct PostgresStep {
  const char* name;
  std::vector<std::string_view> parameters;
};

// Used by one thread at a time. The errors of its calls are those of postgres_errors.h; what
// libpq itself has to say of a password stays there.
class PostgresConnection {
 public:
  // What it is for: a standby will do for looking alone.
  enum class Use { kLookOnly, kChange };

  // With the first of the address's hosts that answers and takes changes, where that is wanted;
  // what the address itself says of that (target_session_attrs) goes before `use`. UNAVAILABLE
  // (STORE_UNREACHABLE) when nobody does or we are not let in.
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const PostgresAddress& address,
                                                                  Use use);

  // One statement or several, without parameters and without an answer.
  absl::Status Execute(const std::string& text);
  absl::Status Prepare(const char* name, const std::string& text);
  // Runs what has been prepared.
  absl::StatusOr<PostgresRows> Query(const PostgresStep& step);
  // One statement whose answer is text: its first value, empty when there is none.
  absl::StatusOr<std::string> Ask(const std::string& text,
                                  const std::vector<std::string>& parameters = {});

  // Sends all of `steps` in one go; what follows one that fails is not run.
  struct Together {
    absl::Status status;
    // How many were run and did not fail.
    size_t done = 0;
    // Of each of those.
    std::vector<PostgresRows> rows;
  };
  Together QueryTogether(const std::vector<PostgresStep>& steps);

  absl::Time made_at() const { return made_at_; }

  // How often the database has warned so far. It answers a commit with success and a warning when
  // it has stopped waiting for a standby, or when there was nothing to commit any more.
  int warnings() const { return warnings_; }

  // Whether nothing has been begun on it that did not end, and the other side has not hung up as
  // far as one can see without asking.
  bool IsReady() const;
  // Whether a transaction is open on it.
  bool InTransaction() const;
  // Whether it can be used at all.
  bool IsLost() const { return PQstatus(connection_.get()) != CONNECTION_OK; }

 private:
  explicit PostgresConnection(PGconn* connection) : connection_(connection, &PQfinish) {}
  absl::StatusOr<PostgresRows> Taken(PGresult* result) const;

  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
  const absl::Time made_at_ = absl::Now();
  int warnings_ = 0;
};

}  // namespace kasvu::storage
