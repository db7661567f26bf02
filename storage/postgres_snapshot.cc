#include "storage/postgres_snapshot.h"

#include <utility>

#include "errors/error.h"
#include "storage/postgres_reads.h"
#include "storage/postgres_retry.h"
#include "storage/postgres_statements.h"

namespace kasvu::storage {

absl::Status PostgresSnapshot::Begin(PostgresPool& pool) {
  return WhileConflicting([&]() -> absl::Status {
    connection_ = {};
    KASVU_ASSIGN_OR_RETURN(connection_, pool.Take());
    return connection_->Execute(kBeginSnapshot);
  });
}

PostgresSnapshot::~PostgresSnapshot() {
  // There is nothing that could fail to be undone.
  if (connection_ && connection_->InTransaction()) connection_->Execute("ROLLBACK").IgnoreError();
}

absl::StatusOr<std::optional<std::string>> PostgresSnapshot::Get(std::string_view key) const {
  KASVU_RETURN_IF_ERROR(begun_);
  const std::lock_guard lock(mutex_);
  return GetFrom(*connection_, key);
}

absl::Status PostgresSnapshot::Visit(const KeyRange& range, bool reverse, Visitor visitor) const {
  KASVU_RETURN_IF_ERROR(begun_);
  const auto page = [this](const KeyRange& rest, bool backwards, int most) {
    const std::lock_guard lock(mutex_);
    return PageFrom(*connection_, rest, backwards, most);
  };
  return VisitPages(range, reverse, page, visitor);
}

}  // namespace kasvu::storage
