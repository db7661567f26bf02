// What a word that names a step means to whoever says it.
#pragma once

#include <string_view>

#include "absl/functional/function_ref.h"
#include "workflows/cohort/boards.h"

namespace kasvu::workflows {

using TargetVisitor = absl::FunctionRef<void(Board& board, const ProgramStep& step, Cell& cell)>;

// Visits the slots that `reference` ("goals", "session/last") means in the slot `item` of `step` on
// `from`: all of a series, unless it names one or the two share their items by name. Not one when
// they do not apply (another track, no such item). False, and nothing visited, when their owner is
// not there yet.
bool VisitTargets(Boards& boards, Board& from, const ProgramStep* step, std::string_view item,
                  std::string_view reference, TargetVisitor visit);

// Visits all slots of `step` that `from` may count: its own, its group's or the cohort's; of a
// link's step those of every link of that name that ever served the enrolment.
void VisitCounted(Boards& boards, Board& from, const ProgramStep& step, TargetVisitor visit);

}  // namespace kasvu::workflows
