#include "workflows/cohort/anchors.h"

#include <utility>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Occurrence;

std::optional<Anchored> Day(int64_t micros) {
  if (micros == 0) return std::nullopt;
  return Anchored{FromMicros(micros)};
}

// Whether `word` names `slot`, the one at `at` of `count`.
bool IsNamed(std::string_view word, const ProgramSlot& slot, size_t at, size_t count) {
  if (word == "first") return at == 0;
  if (word == "last") return at + 1 == count;
  return slot.item == word;
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
    if (!IsLeftOut(*base, item)) {
      if (const auto date = DateOfItem(*base, item)) return date;
    }
    return WithCell(*base, item, [&](Board& board, Cell& cell) -> std::optional<Anchored> {
      const auto due = DueOf(boards_, board, *base, cell);
      // Its last instant is 24:00, which is another day.
      return due ? std::optional(Anchored{*due - absl::Microseconds(1)}) : std::nullopt;
    });
  }

  // Whether the facts have taken a task away. Its day stays what it was until then, or a close that
  // had come already would seem to lie ahead again.
  bool IsLeftOut(const ProgramStep& base, std::string_view item) {
    if (base.step->has_session()) return false;
    return WithCell(base, item, [&](Board& board, Cell& cell) {
      return StandingOf(boards_, board, base, cell).state == storage::v1::STEP_STATE_NOT_APPLICABLE;
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

  // What `use` says of the item's cell; nothing, or false, when there is none.
  template <typename Use>
  auto WithCell(const ProgramStep& other, std::string_view item, const Use& use)
      -> decltype(use(std::declval<Board&>(), std::declval<Cell&>())) {
    Board* board = boards_.Seen(board_, other, item);
    if (board == nullptr) return {};
    std::vector<Cell>& cells = boards_.RowOf(*board, other).cells;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (IsNamed(item, *cells[i].slot, i, cells.size())) return use(*board, cells[i]);
    }
    return {};
  }

  Boards& boards_;
  Board& board_;
  const ProgramStep& step_;
  const ProgramSlot* slot_;
};

}  // namespace

std::optional<Anchored> FindAnchor(Boards& boards, Board& board, const ProgramStep& step,
                                   const ProgramSlot* slot, const std::string& word) {
  return Anchors(boards, board, step, slot).Find(word);
}

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

}  // namespace kasvu::workflows
