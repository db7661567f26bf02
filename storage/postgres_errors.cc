#include "storage/postgres_errors.h"

#include <string>
#include <string_view>

#include "storage/errors.h"

namespace kasvu::storage {
namespace {

std::string Field(const PGresult* result, int field) {
  const char* const text = result != nullptr ? PQresultErrorField(result, field) : nullptr;
  return text != nullptr ? text : "";
}

bool IsGood(ExecStatusType status) {
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC;
}

}  // namespace

absl::Status StatusOf(PGconn* connection, const PGresult* result) {
  if (result != nullptr && IsGood(PQresultStatus(result))) return absl::OkStatus();
  const std::string state = Field(result, PG_DIAG_SQLSTATE);
  const std::string message = Field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (PQstatus(connection) != CONNECTION_OK || state.empty()) {
    return StoreUnavailable("the connection to the database was lost");
  }
  if (state == "40P01") return LockDeadlock();
  if (state == "40001") return TransactionConflict();
  if (state == "53100") return DatabaseFull();
  if (state == "XX001" || state == "XX002") return StoreDamaged(message);
  if (state == "42601" || state == "0A000") {
    return absl::UnimplementedError("the database does not know this statement");
  }
  return StoreUnavailable(message + " (SQLSTATE " + state + ")");
}

bool IsRefusal(const absl::Status& status) {
  return status.code() == absl::StatusCode::kAborted ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

}  // namespace kasvu::storage
