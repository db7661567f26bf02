#include "workflows/cohort/moments.h"

#include "workflows/cohort/anchors.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_series.h"
#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;

// What the item says, else the step, else null.
const Moment* Written(const ProgramStep& step, const ProgramSlot& slot,
                      bool (kasvu::v1::Item::*item_has)() const,
                      const Moment& (kasvu::v1::Item::*item_gives)() const,
                      bool (kasvu::v1::Step::*step_has)() const,
                      const Moment& (kasvu::v1::Step::*step_gives)() const) {
  if (slot.overrides != nullptr && (slot.overrides->*item_has)()) {
    return &(slot.overrides->*item_gives)();
  }
  return (step.step->*step_has)() ? &(step.step->*step_gives)() : nullptr;
}

const Moment* WrittenOpen(const ProgramStep& step, const ProgramSlot& slot) {
  return Written(step, slot, &kasvu::v1::Item::has_open, &kasvu::v1::Item::open,
                 &kasvu::v1::Step::has_open, &kasvu::v1::Step::open);
}

// The date of the item that a step of a series belongs to: nobody is asked for its homework
// earlier, unless it is due or closes before.
std::optional<absl::Time> OpenWithBase(Boards& boards, Board& board, const ProgramStep& step,
                                       const Cell& cell) {
  const ProgramStep* base = BaseOf(boards.program(), step);
  if (base == nullptr || !step.step->makes_up().empty() || !base->step->has_session()) {
    return std::nullopt;
  }
  const auto date = SessionDate(board, *base, ItemInBase(step, cell.slot->item));
  if (!date) return std::nullopt;
  for (const auto& limit : {DueOf(boards, board, step, cell), CloseOf(boards, board, step, cell)}) {
    if (limit && *limit < date->at) return std::nullopt;
  }
  return date->at;
}

}  // namespace

std::optional<absl::Time> InstantOf(Boards& boards, Board& board, const Moment& moment,
                                    const ProgramStep& step, const ProgramSlot* slot,
                                    DayEdge edge) {
  const auto anchor = FindAnchor(boards, board, step, slot, AnchorOf(moment));
  if (!anchor) return std::nullopt;
  const Period amount = AmountOf(boards.program(), moment);
  if (anchor->exact && amount == Period{}) return anchor->at;
  const Zone& zone = boards.program().zone();
  absl::CivilDay day = boards.DayAt(anchor->at);
  day = moment.before().empty() ? Plus(day, amount) : Minus(day, amount);
  return edge == DayEdge::kStart ? zone.StartOf(day) : zone.EndOf(day);
}

std::optional<absl::Time> PlannedDateOf(Boards& boards, Board& board, const ProgramStep& step,
                                        const ProgramSlot& slot) {
  if (step.step->has_session()) return StartOfSession(board, step, slot, false);
  const Program& program = boards.program();
  if (step.rolling && step.step->has_every()) {
    for (const Cell& cell : boards.RowOf(board, step).cells) {
      if (cell.slot->key == slot.key && cell.day) return program.zone().StartOf(*cell.day);
    }
    return std::nullopt;
  }
  if (slot.overrides != nullptr && slot.overrides->has_at()) {
    return InstantOf(boards, board, slot.overrides->at(), step, &slot, DayEdge::kStart);
  }
  if (!step.step->has_from() || step.slots.empty()) return std::nullopt;
  const auto from = InstantOf(boards, board, step.step->from(), step, &slot, DayEdge::kStart);
  if (!from) return std::nullopt;
  const int place = static_cast<int>(&slot - step.slots.data());
  const Period every = PeriodOf(program, step.step->every());
  return program.zone().StartOf(
      Plus(program.zone().DayAt(*from),
           {place * every.days, place * every.weeks, place * every.months}));
}

bool HasOpening(const ProgramStep& step, const Cell& cell) {
  return step.step->has_session() || WrittenOpen(step, *cell.slot) != nullptr;
}

std::optional<absl::Time> OpenOf(Boards& boards, Board& board, const ProgramStep& step,
                                 const Cell& cell) {
  if (cell.record != nullptr && cell.record->open_at() != 0) {
    return FromMicros(cell.record->open_at());
  }
  if (const Moment* open = WrittenOpen(step, *cell.slot)) {
    return InstantOf(boards, board, *open, step, cell.slot, DayEdge::kStart);
  }
  const auto planned = PlannedDateOf(boards, board, step, *cell.slot);
  if (planned || step.step->has_session()) return planned;
  return OpenWithBase(boards, board, step, cell);
}

std::optional<absl::Time> DueOf(Boards& boards, Board& board, const ProgramStep& step,
                                const Cell& cell) {
  if (cell.record != nullptr && cell.record->due_at() != 0) {
    return FromMicros(cell.record->due_at());
  }
  const Moment* due = Written(step, *cell.slot, &kasvu::v1::Item::has_due, &kasvu::v1::Item::due,
                              &kasvu::v1::Step::has_due, &kasvu::v1::Step::due);
  if (due != nullptr) return InstantOf(boards, board, *due, step, cell.slot, DayEdge::kEnd);
  const bool takes_place =
      step.step->has_session() || step.step->has_meeting() || step.step->has_visit();
  if (!takes_place) return std::nullopt;
  const auto planned = PlannedDateOf(boards, board, step, *cell.slot);
  if (!planned || step.step->has_session()) return planned;
  const Zone& zone = boards.program().zone();
  return zone.EndOf(zone.DayAt(*planned));
}

std::optional<absl::Time> CloseOf(Boards& boards, Board& board, const ProgramStep& step,
                                  const Cell& cell) {
  if (cell.record != nullptr && cell.record->close_at() != 0) {
    return FromMicros(cell.record->close_at());
  }
  const Moment* close =
      Written(step, *cell.slot, &kasvu::v1::Item::has_close, &kasvu::v1::Item::close,
              &kasvu::v1::Step::has_close, &kasvu::v1::Step::close);
  if (close == nullptr) return std::nullopt;
  return InstantOf(boards, board, *close, step, cell.slot, DayEdge::kEnd);
}

}  // namespace kasvu::workflows
