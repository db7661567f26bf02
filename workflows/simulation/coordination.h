// What a coordinator gives herself to do: who belongs to whom, and who still has to agree.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/commands.h"

namespace kasvu::workflows {

// The links of the name `link` that could be made at `view.now`: one for everybody who takes part
// and has none, for each item if it is made for items; a round of those that rotate for each item
// that is not further ahead than anybody plans (75 days).
std::vector<Command> LinksToMake(const View& view, const std::string& link);

// The consent of everybody whom a proposed link still waits for.
std::vector<Command> ConsentsToGive(const View& view);

// The number at the end of "contact/3" or "runway.talk/day-1/3"; 1 where there is none.
int NumberOf(const std::string& key);

}  // namespace kasvu::workflows
