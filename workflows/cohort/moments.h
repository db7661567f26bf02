// The inside of timetable.h, on a board.
#pragma once

#include <optional>
#include <string_view>

#include "workflows/cohort/boards.h"
#include "workflows/cohort/timetable.h"

namespace kasvu::workflows {

// When `moment` is, as it stands in the slot of `step` on `board`; no slot for what belongs to the
// whole step.
std::optional<absl::Time> InstantOf(Boards& boards, Board& board, const kasvu::v1::Moment& moment,
                                    const ProgramStep& step, const ProgramSlot* slot, DayEdge edge);

// The date that the plan gives a slot before anything happens: of a session its occurrence's start,
// of an item with `at` or on a grid the start of its day. Nothing for what has no date of its own.
std::optional<absl::Time> PlannedDateOf(Boards& boards, Board& board, const ProgramStep& step,
                                        const ProgramSlot& slot);

// The dates of a slot. What somebody has moved wins, then what the item says, then the step. Else a
// slot with a date of its own opens on it, and a session, meeting or visit is due on it; a step of
// each session, or between two, opens with its session, unless it is due or closes before.
std::optional<absl::Time> OpenOf(Boards& boards, Board& board, const ProgramStep& step,
                                 const Cell& cell);
std::optional<absl::Time> DueOf(Boards& boards, Board& board, const ProgramStep& step,
                                const Cell& cell);
std::optional<absl::Time> CloseOf(Boards& boards, Board& board, const ProgramStep& step,
                                  const Cell& cell);

// Whether a slot must have an opening date before it opens.
bool HasOpening(const ProgramStep& step, const Cell& cell);

}  // namespace kasvu::workflows
