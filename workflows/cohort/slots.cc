#include "workflows/cohort/slots.h"

#include "workflows/cohort/boards.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/slots_to_do.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

bool IsPaused(const Board& board) {
  if (board.link != nullptr) return board.link->paused_at() != 0;
  return board.enrolment != nullptr &&
         board.enrolment->stage() == storage::v1::ENROLMENT_STAGE_PAUSED;
}

SlotView Show(Boards& boards, Board& board, const ProgramStep& step, Cell& cell) {
  const Standing& standing = StandingOf(boards, board, step, cell);
  SlotView slot;
  slot.key = cell.slot->key;
  slot.item = cell.slot->item;
  slot.step = &step;
  slot.owner = board.owner;
  slot.state = standing.state;
  slot.record = cell.record;
  slot.open = standing.open ? standing.open : OpenOf(boards, board, step, cell);
  slot.due = DueOf(boards, board, step, cell);
  slot.close = CloseOf(boards, board, step, cell);
  slot.settled_at = standing.settled_at;
  slot.waits_for = standing.waits_for;
  const bool asked = standing.state == storage::v1::STEP_STATE_OPEN ||
                     standing.state == storage::v1::STEP_STATE_SUBMITTED;
  slot.overdue = asked && slot.due && *slot.due <= boards.now() && !IsPaused(board);
  slot.escalated =
      cell.record != nullptr && cell.record->escalated_at() != 0 && !IsSettled(standing.state);
  slot.optional = step.step->optional() || !step.awaited;
  return slot;
}

// Calls `visit` with the board, the step and the cell of each slot that `owner` has itself.
template <typename Visit>
void VisitCells(Boards& boards, OwnerRef owner, const Visit& visit) {
  Board* board = boards.Of(owner);
  if (board == nullptr) return;
  for (const ProgramStep& step : boards.program().steps()) {
    if (step.owner != owner.owner) continue;
    if (board->link != nullptr && step.step->per() != board->link->link()) continue;
    for (Cell& cell : boards.RowOf(*board, step).cells) visit(*board, step, cell);
  }
}

}  // namespace

std::vector<SlotView> SlotsOf(Evaluation& evaluation, OwnerRef owner) {
  Boards& boards = evaluation.boards(owner);
  std::vector<SlotView> slots;
  slots.reserve(boards.program().slot_count());
  VisitCells(boards, owner, [&](Board& board, const ProgramStep& step, Cell& cell) {
    slots.push_back(Show(boards, board, step, cell));
  });
  return slots;
}

void VisitSlotsThatClose(Evaluation& evaluation, OwnerRef owner,
                         absl::FunctionRef<bool(const ProgramStep& step, absl::Time close)> wanted,
                         absl::FunctionRef<void(const SlotView& slot)> visit) {
  Boards& boards = evaluation.boards(owner);
  VisitCells(boards, owner, [&](Board& board, const ProgramStep& step, Cell& cell) {
    if (cell.record != nullptr && IsSettled(cell.record->state())) return;
    const std::optional<absl::Time> close = CloseOf(boards, board, step, cell);
    if (close && wanted(step, *close)) visit(Show(boards, board, step, cell));
  });
}

std::vector<SlotView> SlotsToDo(Evaluation& evaluation, OwnerRef owner) {
  Boards& boards = evaluation.boards(owner);
  std::vector<SlotView> slots;
  VisitCells(boards, owner, [&](Board& board, const ProgramStep& step, Cell& cell) {
    if (step.step->has_session()) return;
    if (cell.record != nullptr && IsSettled(cell.record->state())) return;
    slots.push_back(Show(boards, board, step, cell));
  });
  return slots;
}

std::vector<SlotView> SlotsOf(const View& view, OwnerRef owner) {
  Evaluation evaluation(view);
  return SlotsOf(evaluation, owner);
}

std::optional<SlotView> FindSlot(Evaluation& evaluation, OwnerRef owner, std::string_view key) {
  Boards& boards = evaluation.boards(owner);
  const ProgramStep* step = boards.program().FindStep(key);
  Board* board = boards.Of(owner);
  if (step == nullptr || board == nullptr || step->owner != owner.owner) return std::nullopt;
  if (board->link != nullptr && step->step->per() != board->link->link()) return std::nullopt;
  for (Cell& cell : boards.RowOf(*board, *step).cells) {
    if (cell.slot->key == key) return Show(boards, *board, *step, cell);
  }
  return std::nullopt;
}

std::optional<SlotView> FindSlot(const View& view, OwnerRef owner, std::string_view key) {
  Evaluation evaluation(view);
  return FindSlot(evaluation, owner, key);
}

}  // namespace kasvu::workflows
