// People: sealed when written, opened when read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/directory.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::directory {

// Reads and writes within the transaction of its caller, who holds the directory's lock for
// whatever writes. Safe for use by several threads.
class People {
 public:
  // `vault` outlives it.
  explicit People(storage::Vault& vault) : vault_(vault) {}

  // The person `name`, or PERSON_NOT_FOUND, also when she has been erased.
  absl::StatusOr<kasvu::v1::Person> Get(const storage::Reader& reader, std::string_view name) const;
  // The person that a record holds; nullopt when her key has been destroyed.
  absl::StatusOr<std::optional<kasvu::v1::Person>> Open(
      const std::string& id, const kasvu::storage::v1::PersonRecord& record) const;

  // The keyed hash of an address, whatever its case; empty for none.
  std::string HashOf(std::string_view email) const;
  // Who has the address with this hash, as persons/…; nullopt for nobody.
  absl::StatusOr<std::optional<std::string>> FindByEmail(const storage::Reader& reader,
                                                         const std::string& hash) const;

  // Writes a new person under `person.name`. Her key has to be there, her address free.
  absl::Status Insert(storage::Transaction& transaction, const kasvu::v1::Person& person,
                      absl::Time now) const;
  // Writes over the person `person.name`. EMAIL_TAKEN when somebody else has the address.
  absl::Status Update(storage::Transaction& transaction, const kasvu::v1::Person& person) const;
  // Removes the person and everything that finds her.
  static absl::Status Remove(storage::Transaction& transaction, std::string_view name);

 private:
  absl::StatusOr<kasvu::storage::v1::PersonRecord> Seal(const kasvu::v1::Person& person) const;

  storage::Vault& vault_;
};

}  // namespace kasvu::directory
