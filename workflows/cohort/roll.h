// Who of a group was there and who was not.
#pragma once

#include <set>

#include "absl/status/statusor.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

struct Roll {
  std::set<uint32_t> present;
  std::set<uint32_t> absent;
};

// Calls the roll of `group` for a session held at `held`. Members who took part in the cohort then
// were there unless the command names them absent or names the others present; who was paused then,
// or was accepted only later than others, was absent unless named present; when nobody had been
// accepted by then, the cohort is entered afterwards, and the day of acceptance tells nothing. Who
// has ended since is called as she was. Those for whom the session is not (another track, a condition) are called only when named.
// NOT_IN_GROUP names everybody who was named and is no member, and whoever was named present but
// had ended before or not been accepted; naming those absent says nothing.
absl::StatusOr<Roll> CallRoll(const View& view, const storage::v1::GroupState& group,
                              const RecordAttendance& command, absl::Time held);

}  // namespace kasvu::workflows
