// Erasure across processes: each keeps keys of its own.
#pragma once

#include "absl/status/status.h"
#include "kasvu/v1/person_service.pb.h"
#include "storage/vault.h"

namespace kasvu::kasvud {

// Destroys the key of whoever `change` says was erased, unless that is done; the feed may tell the
// same again after a start. Nothing for other changes.
absl::Status FollowErasure(storage::Vault& vault, const kasvu::v1::DirectoryChange& change);

}  // namespace kasvu::kasvud
