// The connections of one store.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/postgres_connection.h"

namespace kasvu::storage {

// How long one waits for a connection when all are in use.
inline constexpr absl::Duration kWaitForConnection = absl::Seconds(10);

// Makes connections as they are needed, keeps them for a while, so that what `make` looks at is
// looked at again, and drops those that are lost. Safe for use by several threads.
class PostgresPool {
 public:
  using Make = std::function<absl::StatusOr<std::unique_ptr<PostgresConnection>>()>;

  // At most `most` connections are open at once, each for about `longest`; `make` makes a new one
  // and has it ready.
  PostgresPool(int most, absl::Duration longest, Make make)
      : most_(most), longest_(longest), make_(std::move(make)) {}

  // A connection that is one's own until it is given back by destroying this. Whatever was begun on
  // it has to be ended by then, else the connection is closed.
  class Taken {
   public:
    Taken() = default;
    Taken(PostgresPool* pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Taken() { GiveBack(); }
    Taken(Taken&& other) noexcept = default;
    Taken& operator=(Taken&& other) noexcept {
      GiveBack();
      pool_ = other.pool_;
      connection_ = std::move(other.connection_);
      return *this;
    }

    PostgresConnection* operator->() const { return connection_.get(); }
    PostgresConnection& operator*() const { return *connection_; }
    explicit operator bool() const { return connection_ != nullptr; }

   private:
    void GiveBack() {
      if (connection_ != nullptr) pool_->GiveBack(std::move(connection_));
    }
    PostgresPool* pool_ = nullptr;
    std::unique_ptr<PostgresConnection> connection_;
  };

  // The errors of making one, such as STORE_UNREACHABLE; STORE_UNAVAILABLE when none has become
  // free within kWaitForConnection.
  absl::StatusOr<Taken> Take();

 private:
  void GiveBack(std::unique_ptr<PostgresConnection> connection);

  const int most_;
  const absl::Duration longest_;
  const Make make_;

  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  int taken_ = 0;
};

}  // namespace kasvu::storage
