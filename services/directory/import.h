// Many people with their companies at once.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/v1/person_service.pb.h"
#include "services/directory/companies.h"
#include "services/directory/people.h"
#include "storage/kv.h"
#include "storage/randomness.h"
#include "storage/vault.h"

namespace kasvu::directory {

struct ImportPlaces {
  const People& people;
  const Companies& companies;
  storage::Vault& vault;
  storage::Randomness& randomness;
};

// Takes the rows of `request` into `transaction`, whose owner holds the directory's lock and
// commits; keys for everyone new are made before, in one commit. With validate_only nothing is
// written and no key is made. The results hold no personal content.
absl::StatusOr<kasvu::v1::ImportPersonsResponse> Import(
    const ImportPlaces& places, storage::Transaction& transaction,
    const kasvu::v1::ImportPersonsRequest& request, absl::Time now);

}  // namespace kasvu::directory
