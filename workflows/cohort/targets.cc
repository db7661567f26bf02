#include "workflows/cohort/targets.h"

#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

void VisitRow(Boards& boards, Board& board, const ProgramStep& step, TargetVisitor visit) {
  for (Cell& cell : boards.RowOf(board, step).cells) visit(board, step, cell);
}

// Whether `cell`, the one at `at` of `count`, is meant by `word`; what is numbered within an item
// also by the item alone.
bool IsMeant(std::string_view word, const Cell& cell, size_t at, size_t count) {
  if (word.empty()) return true;
  if (word == "first") return at == 0;
  if (word == "last") return at + 1 == count;
  return cell.slot->item == word || BaseItemOf(cell.slot->item) == word;
}

// The first item of a series after that of the slot that says so.
std::string_view NextItem(const std::vector<Cell>& cells, std::string_view item) {
  for (size_t i = 0; i + 1 < cells.size(); ++i) {
    if (cells[i].slot->item == item) return cells[i + 1].slot->item;
  }
  return "none";
}

}  // namespace

bool VisitTargets(Boards& boards, Board& from, const ProgramStep* step, std::string_view item,
                  std::string_view reference, TargetVisitor visit) {
  const ProgramStep* target = boards.program().FindStep(reference);
  if (target == nullptr) return true;
  std::string_view word = ItemIn(reference);
  const std::string_view own = step == nullptr ? std::string_view() : ItemInBase(*step, item);
  Board* board = boards.Seen(from, *target, own);
  // An inner owner's steps hold back nobody outside: a phase may name them for its own.
  if (board == nullptr) return target->owner >= from.owner.owner;
  std::vector<Cell>& cells = boards.RowOf(*board, *target).cells;
  if (word == "next") {
    word = NextItem(cells, own);
  } else if (word.empty() && !own.empty() && ShareItems(boards.program(), *step, *target)) {
    word = own;
  }
  for (size_t i = 0; i < cells.size(); ++i) {
    if (IsMeant(word, cells[i], i, cells.size())) visit(*board, *target, cells[i]);
  }
  return true;
}

void VisitCounted(Boards& boards, Board& from, const ProgramStep& step, TargetVisitor visit) {
  if (step.owner != storage::v1::OWNER_LINK || from.enrolment == nullptr ||
      step.step->has_session()) {
    if (Board* board = boards.Seen(from, step, "")) VisitRow(boards, *board, step, visit);
    return;
  }
  for (const storage::v1::LinkRef& ref : from.enrolment->links()) {
    if (!ref.subject() || ref.link() != step.step->per()) continue;
    Board* link = boards.Of({storage::v1::OWNER_LINK, ref.ordinal()});
    if (link != nullptr) VisitRow(boards, *link, step, visit);
  }
}

}  // namespace kasvu::workflows
