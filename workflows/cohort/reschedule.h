// What becomes of a group's plan when the cohort starts on another day.
#pragma once

#include <cstdint>
#include <vector>

#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// The changes to `group` when the cohort starts on `start` (days since 1970-01-01), all at now.
// Sessions go where they would have been planned from that day. One that somebody has moved keeps
// its distance to its planned day and its time of day; one held or cancelled stays as it is. Items
// of a rolling series that the new plan does not have are cancelled, and new ones are planned.
std::vector<storage::v1::Event> SessionChanges(const View& view,
                                               const storage::v1::GroupState& group, int32_t start);

}  // namespace kasvu::workflows
