// How the keys of subjects end: marked first, then off the disk.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// Marks the keys of `subjects` in `keys` as destroyed, in one commit, but for those that are, and
// those that never were, so that none is made later. Returns where old bytes may still lie.
absl::StatusOr<std::vector<std::string>> MarkDestroyed(Store& keys,
                                                       const std::vector<std::string>& subjects);

// Returns when what lay at those `places` is off the disk, and that is marked too.
absl::Status PurgeDestroyed(Store& keys, const std::vector<std::string>& places);

}  // namespace kasvu::storage
