// Which rows of the store an archive of a cohort holds.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Visits them in the order of their keys, those after `after` (none: all), until the visitor
// answers false: the states, the history, the counters and the head of the cohort; the versions
// that they are pinned to, with their names; and the anchors that name the history, up to the first
// that names its end. The head says where the history ends and no more. Indexes are left out, for
// they follow from these, and so are requests, which are kept for a week alone.
absl::Status ForEachArchivedRow(const storage::Reader& reader, const std::string& cohort,
                                std::string_view after, storage::Visitor visitor);

}  // namespace kasvu::engine
