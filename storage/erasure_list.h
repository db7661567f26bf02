// Who was erased, kept apart from the keys: a list in a file that only grows, so that a store of
// keys that comes back from a backup can be made to forget again.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// Makes an empty `file`, that nobody else may read, when it is not there, and returns when it is on
// the disk. UNAVAILABLE (ERASURES_UNWRITABLE).
absl::Status MakeErasureList(const std::string& file);

// Adds `subjects` to `file`, made so too, and returns when they are on the disk. One
// line for each: its name and its checksum. May be repeated. UNAVAILABLE (ERASURES_UNWRITABLE).
absl::Status AppendErased(const std::string& file, const std::vector<std::string>& subjects);

// All subjects in `file`, each once; none when it is not there. A line that was cut off while it
// was written is passed over: that erasure was never answered. DATA_LOSS (ERASURES_DAMAGED) for a
// whole line that was changed; UNAVAILABLE (ERASURES_UNREADABLE) for a file that cannot be read.
absl::StatusOr<std::vector<std::string>> ReadErased(const std::string& file);

// The subjects whose keys were destroyed in a store of keys.
absl::StatusOr<std::vector<std::string>> ErasedIn(const Reader& keys);

// Destroys the keys of `subjects` in `keys` as Vault::Destroy does, all in one commit; those that
// are destroyed stay so. Needs no master key. Errors of the store.
absl::Status EraseAll(Store& keys, const std::vector<std::string>& subjects);

}  // namespace kasvu::storage
