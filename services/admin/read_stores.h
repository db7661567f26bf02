// The stores of a server, opened to look at alone.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/admin/place.h"
#include "storage/kv.h"

namespace kasvu::admin {

// The stores that a server may have, in the order in which they are read or copied while a
// server works: what names something comes before what is named, for that is always written
// first. So a cohort whose person is not in a later directory was never there.
inline constexpr const char* kStoresInOrder[] = {"engine", "catalogue", "directory", "keys"};

struct ReadStores {
  // Those that are there, by name.
  std::map<std::string, std::unique_ptr<storage::Store>> stores;
  // Those that are there and cannot be opened, with what is wrong.
  std::map<std::string, absl::Status> closed;

  // Null when it is not there or cannot be opened.
  storage::Store* Find(const std::string& name) const;
};

// Opens what there is at `place`; a server may go on working there. NOT_FOUND (NO_DATA_THERE) when
// it holds none of the stores.
absl::StatusOr<ReadStores> OpenToRead(const Place& place);

// NO_DATA_THERE.
absl::Status NoDataThere(const std::string& place);

}  // namespace kasvu::admin
