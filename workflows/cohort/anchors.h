// What the anchor of a moment means, on a board.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "workflows/cohort/boards.h"

namespace kasvu::workflows {

// Where an anchor lies; `exact` when it has an hour of its own, else it is a whole day.
struct Anchored {
  absl::Time at;
  bool exact = false;
};

// The anchor called `word` (start, this, session/last …) as it stands in the slot of `step` on
// `board`; no slot for what belongs to the whole step. Nothing while it has no date.
std::optional<Anchored> FindAnchor(Boards& boards, Board& board, const ProgramStep& step,
                                   const ProgramSlot* slot, const std::string& word);

// When a session is; of several groups the latest, or with `first` the earliest.
std::optional<absl::Time> StartOfSession(const Board& board, const ProgramStep& step,
                                         const ProgramSlot& slot, bool first);

// The same by the name of its item, or first or last.
std::optional<Anchored> SessionDate(const Board& board, const ProgramStep& step,
                                    std::string_view item);

}  // namespace kasvu::workflows
