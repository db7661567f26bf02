#include "storage/postgres_connection.h"

#include <poll.h>

#include <array>

#include "errors/error.h"
#include "storage/errors.h"
#include "storage/postgres_errors.h"

namespace kasvu::storage {
namespace {

constexpr int kBinary = 1;
constexpr int kText = 0;

// Counts warnings. Whoever runs the database has their words, and those of mere notices, in its
// log.
void Receive(void* warnings, const PGresult* notice) {
  const char* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::string_view(severity) == "WARNING") {
    ++*static_cast<int*>(warnings);
  }
}

// The parameters in the form that libpq wants.
struct Bound {
  explicit Bound(const PostgresStep& step) {
    for (const std::string_view parameter : step.parameters) {
      // An empty view may have no address, and without one libpq sends NULL.
      values.push_back(parameter.data() != nullptr ? parameter.data() : "");
      lengths.push_back(static_cast<int>(parameter.size()));
      formats.push_back(kBinary);
    }
  }
  int size() const { return static_cast<int>(values.size()); }

  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
};

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const PostgresAddress& address, Use use) {
  // What the address itself says comes later and so prevails. A server that went away without a
  // word is noticed within seconds.
  constexpr std::array kNames = {"connect_timeout",  "tcp_user_timeout",
                                 "keepalives_idle",  "keepalives_interval",
                                 "keepalives_count", "fallback_application_name",
                                 "client_encoding",  "target_session_attrs",
                                 "dbname",           static_cast<const char*>(nullptr)};
  const std::array values = {"5",
                             "10000",
                             "5",
                             "2",
                             "3",
                             "kasvu",
                             "UTF8",
                             use == Use::kChange ? "read-write" : "any",
                             address.url().c_str(),
                             static_cast<const char*>(nullptr)};
  static_assert(kNames.size() == values.size());
  std::unique_ptr<PostgresConnection> connection(
      new PostgresConnection(PQconnectdbParams(kNames.data(), values.data(), 1)));
  PGconn* const made = connection->connection_.get();
  if (made == nullptr) return StoreUnreachable(address.shown(), "there is no memory");
  if (PQstatus(made) != CONNECTION_OK) {
    return StoreUnreachable(address.shown(), PQerrorMessage(made));
  }
  PQsetNoticeReceiver(made, &Receive, &connection->warnings_);
  return connection;
}

absl::StatusOr<PostgresRows> PostgresConnection::Taken(PGresult* result) const {
  PostgresRows rows(result);
  KASVU_RETURN_IF_ERROR(StatusOf(connection_.get(), result));
  return rows;
}

absl::Status PostgresConnection::Execute(const std::string& text) {
  return Taken(PQexec(connection_.get(), text.c_str())).status();
}

absl::Status PostgresConnection::Prepare(const char* name, const std::string& text) {
  return Taken(PQprepare(connection_.get(), name, text.c_str(), 0, nullptr)).status();
}

absl::StatusOr<PostgresRows> PostgresConnection::Query(const PostgresStep& step) {
  const Bound bound(step);
  return Taken(PQexecPrepared(connection_.get(), step.name, bound.size(), bound.values.data(),
                              bound.lengths.data(), bound.formats.data(), kBinary));
}

absl::StatusOr<std::string> PostgresConnection::Ask(const std::string& text,
                                                    const std::vector<std::string>& parameters) {
  std::vector<const char*> values;
  for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
  KASVU_ASSIGN_OR_RETURN(
      const PostgresRows rows,
      Taken(PQexecParams(connection_.get(), text.c_str(), static_cast<int>(values.size()), nullptr,
                         values.data(), nullptr, nullptr, kText)));
  return rows.size() == 0 ? "" : std::string(rows.at(0, 0));
}

PostgresConnection::Together PostgresConnection::QueryTogether(
    const std::vector<PostgresStep>& steps) {
  PGconn* const connection = connection_.get();
  Together together;
  if (PQenterPipelineMode(connection) != 1) {
    together.status = StatusOf(connection, nullptr);
    return together;
  }
  bool sent = true;
  for (const PostgresStep& step : steps) {
    const Bound bound(step);
    sent = sent && PQsendQueryPrepared(connection, step.name, bound.size(), bound.values.data(),
                                       bound.lengths.data(), bound.formats.data(), kBinary) == 1;
  }
  sent = sent && PQpipelineSync(connection) == 1;
  if (!sent) {
    together.status = StatusOf(connection, nullptr);
    return together;
  }
  for (size_t i = 0; i < steps.size(); ++i) {
    absl::StatusOr<PostgresRows> rows = Taken(PQgetResult(connection));
    together.status.Update(rows.status());
    if (together.status.ok()) {
      together.rows.push_back(*std::move(rows));
      together.done = i + 1;
    }
    // What ends the answers of one statement.
    PQclear(PQgetResult(connection));
    if (IsLost()) return together;
  }
  PQclear(PQgetResult(connection));  // the sync
  PQclear(PQgetResult(connection));
  PQexitPipelineMode(connection);
  return together;
}

bool PostgresConnection::IsReady() const {
  PGconn* const connection = connection_.get();
  if (IsLost() || PQtransactionStatus(connection) != PQTRANS_IDLE) return false;
  if (PQpipelineStatus(connection) != PQ_PIPELINE_OFF) return false;
  pollfd waiting{PQsocket(connection), POLLIN, 0};
  if (::poll(&waiting, 1, 0) == 0) return true;
  // Nobody has asked for anything, so this is a notice or the end.
  return PQconsumeInput(connection) == 1 && !IsLost() && ::poll(&waiting, 1, 0) == 0;
}

bool PostgresConnection::InTransaction() const {
  const PGTransactionStatusType status = PQtransactionStatus(connection_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

}  // namespace kasvu::storage
