#include "workflows/cohort/timetable.h"

#include <algorithm>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/session_series.h"

namespace kasvu::workflows {

absl::Time StartOf(const Program& program, const storage::v1::CohortState& cohort) {
  return program.zone().StartOf(StartDayOf(cohort));
}

absl::Time JoinOf(const Program& program, const storage::v1::CohortState& cohort,
                  const storage::v1::EnrolmentState& enrolment) {
  if (const auto joined = InstantIn(enrolment.joined_at())) return *joined;
  const auto by_hand = InstantIn(cohort.started_at());
  const absl::Time started = by_hand ? *by_hand : StartOf(program, cohort);
  return std::max(started, InstantIn(enrolment.accepted_at()).value_or(started));
}

std::optional<absl::Time> InstantOf(Evaluation& evaluation, OwnerRef owner,
                                    const kasvu::v1::Moment& moment, const ProgramStep& step,
                                    std::string_view item, DayEdge edge) {
  Boards& boards = evaluation.boards(owner);
  Board* board = boards.Of(owner);
  if (board == nullptr) return std::nullopt;
  const ProgramSlot* slot = nullptr;
  for (const Cell& cell : boards.RowOf(*board, step).cells) {
    if (cell.slot->item == item) slot = cell.slot;
  }
  return InstantOf(boards, *board, moment, step, slot, edge);
}

std::optional<absl::Time> DateOf(Evaluation& evaluation, OwnerRef owner, const ProgramStep& step,
                                 std::string_view item) {
  Boards& boards = evaluation.boards(owner);
  Board* board = boards.Of(owner);
  if (board == nullptr) return std::nullopt;
  for (Cell& cell : boards.RowOf(*board, step).cells) {
    if (cell.slot->item != item) continue;
    if (const auto planned = PlannedDateOf(boards, *board, step, *cell.slot)) return planned;
    return StandingOf(boards, *board, step, cell).settled_at;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
