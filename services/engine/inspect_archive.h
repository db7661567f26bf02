#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "kasvu/v1/archive.pb.h"

namespace kasvu::engine {

// What is in an archive, given its whole bytes, once all of it has been checked: its digest, the
// chain of its history and the anchors of that, and that replaying the history leads to the states
// and counters in it. ARCHIVE_DAMAGED, ARCHIVE_TOO_NEW; HISTORY_BROKEN when its digest is right and
// something else is not.
absl::StatusOr<kasvu::v1::InspectedArchive> InspectArchive(std::string_view bytes);

}  // namespace kasvu::engine
