// The inside of facts.h and conditions.h, on a board.
#pragma once

#include "workflows/cohort/boards.h"
#include "workflows/cohort/conditions.h"
#include "workflows/cohort/facts.h"

namespace kasvu::workflows {

FactReading ReadFact(Boards& boards, Board& board, std::string_view fact);

ConditionView Evaluate(Boards& boards, Board& board, const kasvu::v1::Condition& condition);

// A count alone, whose form stands in conditions.h.
ConditionView EvaluateCount(Boards& boards, Board& board, const kasvu::v1::Condition& condition);

}  // namespace kasvu::workflows
