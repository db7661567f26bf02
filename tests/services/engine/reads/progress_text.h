// What people read, as one line each, so that a test shows a whole table at a glance.
#pragma once

#include <string>

#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::engine {

// "e1 session/goals pending until 2-22 waits date": the owner's last part, the key, the state, what
// is remarkable, the due date on Helsinki's clocks, what it waits for.
std::string LineOf(const kasvu::v1::StepProgress& step);

// "overdue needs of e2 as self, due-passed 1-26".
std::string LineOf(const kasvu::v1::WorkItem& item);

// The lines of all, each ended by a line feed.
template <typename Rows>
std::string LinesOf(const Rows& rows) {
  std::string lines;
  for (const auto& row : rows) lines += LineOf(row) + "\n";
  return lines;
}

}  // namespace kasvu::engine
