#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/admin/place.h"

namespace kasvu::admin {

// Everybody on `lists`. FAILED_PRECONDITION (ERASURES_MISSING) when one is not there;
// ERASURES_DAMAGED, ERASURES_UNREADABLE.
absl::StatusOr<std::set<std::string>> ErasedOn(const std::vector<std::string>& lists);

// Forgets in the stores at `place`, which come from a backup and which no server works on, whoever
// is among `erased`, and whoever the keys themselves know as forgotten: takes people out of the
// directory, and then destroys their keys. Those last, so that an interruption begins anew. May be
// repeated; needs no master key. All stores are migrated when they are in an older format. Returns
// whom there was to forget. Errors of the stores.
absl::StatusOr<std::set<std::string>> ForgetAgain(const Place& place, std::set<std::string> erased);

}  // namespace kasvu::admin
