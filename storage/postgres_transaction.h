// Changes to a store in PostgreSQL.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/overlay.h"
#include "storage/postgres_pool.h"

namespace kasvu::storage {

// Changes wait in memory until Commit. A transaction of the database is open only while locks are
// held: what holds none reads on any connection and writes with all statements in one go, and
// again when another was in the way. What holds locks loses them then, and says so (ABORTED).
class PostgresTransaction : public WaitingTransaction {
 public:
  PostgresTransaction(PostgresPool& reading, PostgresPool& writing)
      : WaitingTransaction(committed_), writing_(writing), committed_(reading) {}
  ~PostgresTransaction() override { Rollback(); }

  absl::Status Lock(std::string_view key) override {
    return LockAndGet({std::string(key)}, {}).status();
  }
  absl::StatusOr<Writes> LockAndGet(const std::set<std::string>& locks,
                                    const std::set<std::string>& keys) override;
  absl::Status Commit() override { return CommitWith({}); }
  absl::Status CommitWith(const Writes& writes) override;
  void Rollback() override;

 private:
  // What is committed, as each read finds it: on the connection with the locks where there is one.
  class Committed : public Reader {
   public:
    explicit Committed(PostgresPool& reading) : reading_(reading) {}
    absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override;
    absl::Status Scan(const KeyRange& range, Visitor visitor) const override {
      return Visit(range, false, visitor);
    }
    absl::Status ScanReverse(const KeyRange& range, Visitor visitor) const override {
      return Visit(range, true, visitor);
    }
    absl::Status Visit(const KeyRange& range, bool reverse, Visitor visitor) const;

    PostgresPool& reading_;
    PostgresPool::Taken locked_;  // where the locks are held, when there are any
  };

  // Runs the steps that lock `names`, not held so far, and then read `keys`, on the connection with
  // the locks; again when some had no row yet, after making it.
  absl::StatusOr<PostgresRows> LockAndRead(const std::vector<std::string_view>& names,
                                           const std::string& keys);
  absl::Status Write(const Writes& writes);

  PostgresPool& writing_;
  Committed committed_;
  std::set<std::string, std::less<>> locks_;
  absl::Status lost_;  // why the locks are not held any more
  bool over_ = false;
};

}  // namespace kasvu::storage
