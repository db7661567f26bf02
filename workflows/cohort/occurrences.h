// The sessions in a group's plan.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// The occurrence of `key` in the plan, or STEP_UNKNOWN; never null.
absl::StatusOr<const storage::v1::Occurrence*> OccurrenceIn(const storage::v1::GroupState& group,
                                                            std::string_view key);

// Minutes that the session `key` takes by the version: its item's, else its step's.
int MinutesOf(const Program& program, std::string_view key);

// The dated occurrences of the same series beside `key`, leaving out those that were cancelled:
// the nearest before and after it in the series' order. Null where there is none.
struct Neighbours {
  const storage::v1::Occurrence* before = nullptr;
  const storage::v1::Occurrence* after = nullptr;
};
Neighbours NeighboursOf(const Program& program, const storage::v1::GroupState& group,
                        std::string_view key);

}  // namespace kasvu::workflows
