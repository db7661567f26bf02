// Companies: sealed when written, opened when read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/directory.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::directory {

// What is wrong with the fields of `company` beside the rules of rules.proto, each field under
// `path`. The business id is judged apart: by registers::ParseBusinessId.
std::vector<std::pair<std::string, std::string>> FaultsOf(const kasvu::v1::Company& company,
                                                          const std::string& path);

// As People, of companies.
class Companies {
 public:
  // `vault` outlives it.
  explicit Companies(storage::Vault& vault) : vault_(vault) {}

  absl::StatusOr<kasvu::v1::Company> Get(const storage::Reader& reader,
                                         std::string_view name) const;
  // The company that a record holds; nullopt when its key has been destroyed.
  absl::StatusOr<std::optional<kasvu::v1::Company>> Open(
      const std::string& id, const kasvu::storage::v1::CompanyRecord& record) const;

  // The keyed hash of a business id in its one form; empty for none.
  std::string HashOf(std::string_view business_id) const;
  // Which company has the business id with this hash, as companies/…; nullopt for none.
  absl::StatusOr<std::optional<std::string>> FindByBusinessId(const storage::Reader& reader,
                                                              const std::string& hash) const;

  // Writes a new company under `company.name`. Its key has to be there, its business id (in its one
  // form) free.
  absl::Status Insert(storage::Transaction& transaction, const kasvu::v1::Company& company,
                      absl::Time now) const;

 private:
  storage::Vault& vault_;
};

}  // namespace kasvu::directory
