// Words about several people in archives of purged cohorts. Their keys are those of a link, a group
// or a cohort, and go when one of those people is erased; who they are, the rows that are gone
// would have told.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::engine {

// Writes to `store`, for each person of `cohort` as `reader` still has it, the names of what she
// shares there that ever had words. Nobody has a row where nothing was written. May be repeated.
absl::Status KeepArchivedWords(const storage::Reader& reader, storage::Vault& vault,
                               const std::string& cohort, storage::Store& store);

// Destroys the keys of all that KeepArchivedWords has kept of `person`, and then the rows. May be
// repeated.
absl::Status DestroyArchivedWords(storage::Store& store, storage::Vault& vault,
                                  const std::string& person);

}  // namespace kasvu::engine
