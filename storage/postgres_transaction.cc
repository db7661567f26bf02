#include "storage/postgres_transaction.h"

#include <utility>
#include <vector>

#include "errors/error.h"
#include "storage/errors.h"
#include "storage/postgres_errors.h"
#include "storage/postgres_reads.h"
#include "storage/postgres_retry.h"
#include "storage/postgres_snapshot.h"
#include "storage/postgres_statements.h"

namespace kasvu::storage {
namespace {

// The same as statements.
class Changes {
 public:
  explicit Changes(const Writes& writes) {
    std::vector<std::string_view> keys, values, removed;
    for (const auto& [key, value] : writes) {
      if (value) {
        keys.push_back(key);
        values.push_back(*value);
      } else {
        removed.push_back(key);
      }
    }
    if (!keys.empty()) keys_ = ArrayParameter(keys), values_ = ArrayParameter(values);
    if (!removed.empty()) removed_ = ArrayParameter(removed);
  }

  void AppendTo(std::vector<PostgresStep>& steps) const {
    if (!keys_.empty()) steps.push_back({kUpsertStep, {keys_, values_}});
    if (!removed_.empty()) steps.push_back({kDeleteStep, {removed_}});
    if (!removed_.empty()) steps.push_back({kForgetLocksStep, {removed_}});
  }

 private:
  std::string keys_, values_, removed_;
};

// Carries out `changes` and commits, in one go, in the transaction that is open on `connection` or
// in one of their own.
absl::Status WriteOn(PostgresConnection& connection, const Changes& changes) {
  std::vector<PostgresStep> steps;
  if (!connection.InTransaction()) steps.push_back({kBeginStep, {}});
  changes.AppendTo(steps);
  steps.push_back({kCommitStep, {}});
  const int warnings = connection.warnings();
  const PostgresConnection::Together together = connection.QueryTogether(steps);
  if (together.status.ok() && connection.warnings() == warnings) return absl::OkStatus();
  if (together.status.ok()) return CommitUnknown("the database answered a commit with a warning");
  const bool refused = together.done + 1 < steps.size() || IsRefusal(together.status);
  if (connection.IsLost() || !refused) return CommitUnknown(std::string(together.status.message()));
  if (connection.InTransaction()) connection.Execute("ROLLBACK").IgnoreError();
  return together.status;
}

}  // namespace

absl::StatusOr<std::optional<std::string>> PostgresTransaction::Committed::Get(
    std::string_view key) const {
  if (locked_) return GetFrom(*locked_, key);
  std::optional<std::string> value;
  KASVU_RETURN_IF_ERROR(WhileConflicting([&]() -> absl::Status {
    KASVU_ASSIGN_OR_RETURN(const PostgresPool::Taken connection, reading_.Take());
    KASVU_ASSIGN_OR_RETURN(value, GetFrom(*connection, key));
    return absl::OkStatus();
  }));
  return value;
}

absl::Status PostgresTransaction::Committed::Visit(const KeyRange& range, bool reverse,
                                                   Visitor visitor) const {
  if (!range.end.empty() && range.start >= range.end) return absl::OkStatus();
  // One statement sees one moment; several do only in a snapshot.
  {
    PostgresPool::Taken own;
    if (!locked_) {
      KASVU_ASSIGN_OR_RETURN(own, reading_.Take());
    }
    KASVU_ASSIGN_OR_RETURN(const PostgresRows rows,
                           PageFrom(locked_ ? *locked_ : *own, range, reverse, kFirstPage));
    if (rows.size() < kFirstPage) {
      own = {};
      VisitRows(rows, visitor);
      return absl::OkStatus();
    }
  }
  const PostgresSnapshot snapshot(reading_);
  return reverse ? snapshot.ScanReverse(range, visitor) : snapshot.Scan(range, visitor);
}

absl::StatusOr<PostgresRows> PostgresTransaction::LockAndRead(
    const std::vector<std::string_view>& names, const std::string& keys) {
  PostgresConnection& connection = *committed_.locked_;
  const std::string all = ArrayParameter(names);
  while (true) {
    std::vector<PostgresStep> steps;
    if (!connection.InTransaction()) steps.push_back({kBeginStep, {}});
    steps.push_back({kLockStep, {all}});
    steps.push_back({kGetAllStep, {keys}});
    PostgresConnection::Together together = connection.QueryTogether(steps);
    KASVU_RETURN_IF_ERROR(together.status);
    const PostgresRows& locked = together.rows[together.rows.size() - 2];
    if (locked.size() == static_cast<int>(names.size())) return std::move(together.rows.back());
    // Some have no row yet. Making one while others are held would turn the order of locking round,
    // so those found are let go first, unless there are older ones.
    if (locks_.empty()) KASVU_RETURN_IF_ERROR(connection.Execute("ROLLBACK"));
    KASVU_RETURN_IF_ERROR(connection.Query({kNameLocksStep, {all}}).status());
  }
}

absl::StatusOr<Writes> PostgresTransaction::LockAndGet(const std::set<std::string>& locks,
                                                       const std::set<std::string>& keys) {
  if (over_) return TransactionOver();
  KASVU_RETURN_IF_ERROR(lost_);
  std::vector<std::string_view> names;
  for (const std::string& lock : locks) {
    if (!locks_.contains(lock)) names.push_back(lock);
  }
  if (names.empty() && keys.empty()) return Writes();
  const std::string wanted = ArrayParameter({keys.begin(), keys.end()});
  const auto read = [&]() -> absl::StatusOr<PostgresRows> {
    if (names.empty() && !committed_.locked_) {
      KASVU_ASSIGN_OR_RETURN(const PostgresPool::Taken connection, committed_.reading_.Take());
      return connection->Query({kGetAllStep, {wanted}});
    }
    if (!committed_.locked_) {
      KASVU_ASSIGN_OR_RETURN(committed_.locked_, writing_.Take());
    }
    if (names.empty()) return committed_.locked_->Query({kGetAllStep, {wanted}});
    return LockAndRead(names, wanted);
  };
  const absl::StatusOr<PostgresRows> rows = read();
  if (!rows.ok()) {
    // The database has undone the whole transaction, and with it all of its locks.
    if (committed_.locked_) lost_ = rows.status();
    return rows.status();
  }
  locks_.insert(names.begin(), names.end());
  Writes found;
  for (const std::string& key : keys) found.emplace(key, std::nullopt);
  for (int row = 0; row < rows->size(); ++row) {
    found.find(rows->at(row, 0))->second.emplace(rows->at(row, 1));
  }
  for (auto& [key, value] : found) {
    const auto own = changed_.writes().find(key);
    if (own != changed_.writes().end()) value = own->second;
  }
  return found;
}

absl::Status PostgresTransaction::CommitWith(const Writes& writes) {
  if (over_) return TransactionOver();
  absl::Status status = lost_;
  Writes own = changed_.TakeWrites();
  if (status.ok() && own.empty()) {
    status = Write(writes);
  } else if (status.ok()) {
    for (const auto& [key, value] : writes) own.insert_or_assign(key, value);
    status = Write(own);
  }
  Rollback();
  return status;
}

absl::Status PostgresTransaction::Write(const Writes& writes) {
  if (writes.empty()) return absl::OkStatus();
  const Changes changes(writes);
  if (committed_.locked_) return WriteOn(*committed_.locked_, changes);
  return WhileConflicting([&]() -> absl::Status {
    KASVU_ASSIGN_OR_RETURN(const PostgresPool::Taken connection, writing_.Take());
    return WriteOn(*connection, changes);
  });
}

void PostgresTransaction::Rollback() {
  if (over_) return;
  over_ = true;
  changed_.TakeWrites();
  PostgresPool::Taken& locked = committed_.locked_;
  if (locked && locked->InTransaction()) locked->Execute("ROLLBACK").IgnoreError();
  locked = {};
}

}  // namespace kasvu::storage
