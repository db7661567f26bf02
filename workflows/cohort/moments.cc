#include "workflows/cohort/moments.h"

#include <algorithm>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_series.h"
#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Moment;
using storage::v1::Occurrence;

// Where an anchor lies; `exact` when it has an hour of its own, else it is a whole day.
struct Anchored {
  absl::Time at;
  bool exact = false;
};

std::optional<Anchored> Day(int64_t micros) {
  if (micros == 0) return std::nullopt;
  return Anchored{FromMicros(micros)};
}

// When a session is; of several groups the latest, or with `first` the earliest.
std::optional<absl::Time> StartOfSession(const Board& board, const ProgramStep& step,
                                         const ProgramSlot& slot, bool first) {
  std::optional<absl::Time> start;
  for (const SessionOccurrences* sessions : board.sessions) {
    const Occurrence* occurrence = sessions->Find(step, slot);
    const auto begins = occurrence == nullptr ? std::nullopt : InstantIn(occurrence->starts_at());
    if (begins && (!start || (first ? *begins < *start : *begins > *start))) start = begins;
  }
  return start;
}

// Whether `word` names `slot`, the one at `at` of `count`.
bool IsNamed(std::string_view word, const ProgramSlot& slot, size_t at, size_t count) {
  if (word == "first") return at == 0;
  if (word == "last") return at + 1 == count;
  return slot.item == word;
}

std::optional<Anchored> SessionDate(const Board& board, const ProgramStep& step,
                                    std::string_view item) {
  std::optional<absl::Time> start;
  if (!step.rolling) {
    for (size_t i = 0; i < step.slots.size() && !start; ++i) {
      if (IsNamed(item, step.slots[i], i, step.slots.size())) {
        start = StartOfSession(board, step, step.slots[i], item == "first");
      }
    }
  } else {
    const auto take = [&](const Occurrence* occurrence) {
      const auto begins = occurrence == nullptr ? std::nullopt : InstantIn(occurrence->starts_at());
      if (begins && (!start || *begins < *start)) start = begins;
    };
    for (const SessionOccurrences* sessions : board.sessions) {
      if (item != "first") {
        take(sessions->FindMinted(step, item));
      } else {
        for (const Occurrence* occurrence : sessions->MintedOf(step)) take(occurrence);
      }
    }
  }
  if (!start) return std::nullopt;
  return Anchored{*start, true};
}

// From when on `owner` looks for the next session: since it has been there.
absl::Time SinceWhen(Boards& boards, const Board& board) {
  if (board.enrolment != nullptr) return board.joined;
  const auto begun = board.link != nullptr    ? InstantIn(board.link->bound_at())
                     : board.group != nullptr ? InstantIn(board.group->formed_at())
                                              : std::nullopt;
  return begun.value_or(boards.start());
}

class Anchors {
 public:
  Anchors(Boards& boards, Board& board, const ProgramStep& step, const ProgramSlot* slot)
      : boards_(boards), board_(board), step_(step), slot_(slot) {}

  std::optional<Anchored> Find(const std::string& anchor) {
    if (anchor == "start") return Anchored{boards_.start()};
    if (anchor == "join") {
      if (board_.enrolment == nullptr) return Find("start");
      return Anchored{board_.joined};
    }
    if (anchor == "closed") return Day(board_.cohort->closed_at());
    if (anchor == "end") return Day(board_.enrolment == nullptr ? 0 : board_.enrolment->ended_at());
    if (anchor.starts_with("match:")) return Match(std::string_view(anchor).substr(6));
    if (anchor == "this") return This();
    const ProgramStep* other = boards_.program().FindStep(anchor);
    if (other == nullptr) return std::nullopt;
    std::string_view item = ItemIn(anchor);
    if (item == "next") return Next(*other);
    if (item.empty() && slot_ != nullptr && ShareItems(boards_.program(), step_, *other)) {
      item = ItemInBase(step_, slot_->item);
    }
    return DateOfItem(*other, item);
  }

  std::optional<Anchored> DateOfItem(const ProgramStep& other, std::string_view item) {
    if (other.step->has_session()) return SessionDate(board_, other, item);
    return WithCell(other, item, [&](Board& board, Cell& cell) -> std::optional<Anchored> {
      if (const auto planned = PlannedDateOf(boards_, board, other, *cell.slot)) {
        return Anchored{*planned};
      }
      const Standing& standing = StandingOf(boards_, board, other, cell);
      if (!standing.settled_at) return std::nullopt;
      return Anchored{*standing.settled_at};
    });
  }

 private:
  std::optional<Anchored> Match(std::string_view name) {
    if (board_.link != nullptr) {
      return Day(board_.link->link() == name ? board_.link->bound_at() : 0);
    }
    if (board_.enrolment == nullptr) return std::nullopt;
    const auto* link = CurrentLink(boards_.view().image, *board_.enrolment, name,
                                   slot_ == nullptr ? std::string_view() : slot_->item);
    return Day(link == nullptr ? 0 : link->bound_at());
  }

  // The item of the base; of a task without a date the day it was done, or its due until then.
  std::optional<Anchored> This() {
    if (slot_ == nullptr) return std::nullopt;
    const ProgramStep* base = BaseOf(boards_.program(), step_);
    if (base == nullptr) {
      const auto planned = PlannedDateOf(boards_, board_, step_, *slot_);
      return planned ? std::optional(Anchored{*planned, step_.step->has_session()}) : std::nullopt;
    }
    const std::string_view item = ItemInBase(step_, slot_->item);
    if (const auto date = DateOfItem(*base, item)) return date;
    return WithCell(*base, item, [&](Board& board, Cell& cell) -> std::optional<Anchored> {
      const auto due = DueOf(boards_, board, *base, cell);
      // Its last instant is 24:00, which is another day.
      return due ? std::optional(Anchored{*due - absl::Microseconds(1)}) : std::nullopt;
    });
  }

  std::optional<Anchored> Next(const ProgramStep& series) {
    absl::Time after = SinceWhen(boards_, board_);
    const ProgramStep* base = BaseOf(boards_.program(), step_);
    if (slot_ != nullptr && base != nullptr) {
      if (const auto own = DateOfItem(*base, ItemInBase(step_, slot_->item))) {
        after = own->at + absl::Microseconds(1);
      }
    }
    std::optional<absl::Time> next;
    const auto take = [&](const Occurrence* occurrence) {
      if (occurrence == nullptr || occurrence->state() == storage::v1::OCCURRENCE_STATE_CANCELLED) {
        return;
      }
      const auto begins = InstantIn(occurrence->starts_at());
      if (begins && *begins >= after && (!next || *begins < *next)) next = begins;
    };
    for (const SessionOccurrences* sessions : board_.sessions) {
      for (const ProgramSlot& slot : series.slots) take(sessions->Find(series, slot));
      for (const Occurrence* occurrence : sessions->MintedOf(series)) take(occurrence);
    }
    return next ? std::optional(Anchored{*next, true}) : std::nullopt;
  }

  template <typename Use>
  std::optional<Anchored> WithCell(const ProgramStep& other, std::string_view item,
                                   const Use& use) {
    Board* board = boards_.Seen(board_, other, item);
    if (board == nullptr) return std::nullopt;
    std::vector<Cell>& cells = boards_.RowOf(*board, other).cells;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (IsNamed(item, *cells[i].slot, i, cells.size())) return use(*board, cells[i]);
    }
    return std::nullopt;
  }

  Boards& boards_;
  Board& board_;
  const ProgramStep& step_;
  const ProgramSlot* slot_;
};

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
  const auto anchor = Anchors(boards, board, step, slot).Find(AnchorOf(moment));
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
