// The occurrences that a group has in its plan: all of a finite series when it is formed, of a
// rolling one so many ahead, one more each time one has come.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/program.h"

namespace kasvu::workflows {

inline constexpr int kRollingAhead = 12;

// What a group that is formed at `formed` plans, in template order: one occurrence per slot of
// every session step, PLANNED with its start and end, or TENTATIVE with starts_at 0 where the
// version gives it no date. Of a rolling series the first kRollingAhead that begin after `formed`,
// and none after its `until` or the close of the cohort. Only the start date, closed_at and
// nothing else of `cohort` is read; a series whose dates cannot be found (no free day) is tentative
// if finite and empty if rolling.
std::vector<storage::v1::Occurrence> PlanSessions(const Program& program,
                                                  const storage::v1::CohortState& cohort,
                                                  absl::Time formed);

// An occurrence that a rolling series adds to the plan of a group, and when.
struct Minting {
  storage::v1::Occurrence occurrence;
  absl::Time at;
};

// The next one that `group` mints, the earliest of all its rolling series: at the instant planned
// for the occurrence kRollingAhead places before it, wherever that one has been moved since.
// Nothing when no series goes on, or when the cohort was closed before. `at` may lie in the past:
// mint it then, apply the event and ask again.
std::optional<Minting> NextMinting(const Program& program, const storage::v1::CohortState& cohort,
                                   const storage::v1::GroupState& group);

}  // namespace kasvu::workflows
