#include "services/kasvud/erasure.h"

#include "errors/error.h"

namespace kasvu::kasvud {

absl::Status FollowErasure(storage::Vault& vault, const kasvu::v1::DirectoryChange& change) {
  if (change.erased_person().empty()) return absl::OkStatus();
  // Asked first, because destroying again would wait for the disk again.
  const absl::Status opened = vault.Open(change.erased_person(), {}).status();
  if (ReasonOf(opened) == "CONTENT_ERASED") return absl::OkStatus();
  return vault.Destroy(change.erased_person());
}

}  // namespace kasvu::kasvud
