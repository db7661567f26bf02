// What an update makes of a person.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/v1/person_service.pb.h"
#include "services/directory/directory.h"
#include "storage/kv.h"

namespace kasvu::directory {

// `before` with the fields that the request's mask names, or that are not empty when it has none.
// ETAG_MISMATCH when the request was made for another state; INVALID_FIELDS for a mask that names
// what cannot be changed, and for an empty name.
absl::StatusOr<kasvu::v1::Person> Changed(const kasvu::v1::Person& before,
                                          const kasvu::v1::UpdatePersonRequest& request);

// COMPANY_NOT_FOUND when the person's company is none that there is.
absl::Status CheckCompany(const Directory& directory, const storage::Reader& reader,
                          const kasvu::v1::Person& person);

}  // namespace kasvu::directory
