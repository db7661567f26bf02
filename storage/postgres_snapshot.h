// A moment of a store in PostgreSQL.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/postgres_pool.h"

namespace kasvu::storage {

// A transaction that reads only, on a connection that it keeps for itself; its threads take turns.
// When it could not be begun, every read says why.
class PostgresSnapshot : public Snapshot {
 public:
  explicit PostgresSnapshot(PostgresPool& pool) : begun_(Begin(pool)) {}
  ~PostgresSnapshot() override;

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override;
  absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
    return Visit(range, false, visitor);
  }
  absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
    return Visit(range, true, visitor);
  }

 private:
  absl::Status Begin(PostgresPool& pool);
  absl::Status Visit(const KeyRange& range, bool reverse, Visitor visitor) const;

  PostgresPool::Taken connection_;
  mutable std::mutex mutex_;  // the connection's
  const absl::Status begun_;
};

}  // namespace kasvu::storage
