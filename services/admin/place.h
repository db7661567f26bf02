// Where the stores of a server lie, as people write it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/postgres_address.h"

namespace kasvu::admin {

class Place {
 public:
  // Reads rocksdb:DIR, DIR alone, or postgres://…. STORE_ADDRESS_MALFORMED.
  static absl::StatusOr<Place> Parse(const std::string& text);

  // For messages; holds no password.
  std::string shown() const { return database_ ? database_->shown() : folder_; }
  // Set for a database.
  const std::optional<storage::PostgresAddress>& database() const { return database_; }
  const std::string& folder() const { return folder_; }

  // Whether there is a folder or table of this name, with a whole store in it or not.
  absl::StatusOr<bool> Mentions(const std::string& store) const;
  // Whether there is a store of this name.
  absl::StatusOr<bool> Has(const std::string& store) const;
  // Opens one that is there to look at alone, as it is at this moment; a server may go on working.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenToRead(const std::string& store) const;
  // Opens it to read and write, and makes it when it is not there; older data is migrated.
  // STORE_IN_USE while a server has it open in a folder; the other errors of the stores.
  absl::StatusOr<std::unique_ptr<storage::Store>> Open(const std::string& store) const;
  // The same of one that is there, without migrating it: STORE_NOT_MIGRATED or STORE_MIGRATING.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenAsItIs(const std::string& store) const;

 private:
  Place() = default;
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenAt(const std::string& store,
                                                         bool migrate) const;

  std::optional<storage::PostgresAddress> database_;
  std::string folder_;
};

}  // namespace kasvu::admin
