#include "services/kasvud/erasure.h"

namespace kasvu::kasvud {

absl::Status FollowErasure(storage::Vault& vault, const kasvu::v1::DirectoryChange& change) {
  if (change.erased_person().empty()) return absl::OkStatus();
  return vault.Destroy(change.erased_person());
}

}  // namespace kasvu::kasvud
