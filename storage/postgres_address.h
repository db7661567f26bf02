// Where a PostgreSQL database is, as people write it.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace kasvu::storage {

class PostgresAddress {
 public:
  // Reads postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=…, with everything but the beginning
  // left out or not, as libpq reads it. INVALID_ARGUMENT (STORE_ADDRESS_MALFORMED) for anything
  // else; the error does not repeat what was written, as there may be a password in it.
  static absl::StatusOr<PostgresAddress> Parse(const std::string& url);

  // Everything, the password too: for libpq alone.
  const std::string& url() const { return url_; }
  // For messages: the database and where it is, "kasvu on db.example:5432".
  const std::string& shown() const { return shown_; }

 private:
  PostgresAddress(std::string url, std::string shown)
      : url_(std::move(url)), shown_(std::move(shown)) {}

  std::string url_;
  std::string shown_;
};

}  // namespace kasvu::storage
