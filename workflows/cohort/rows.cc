// Which slots of a step an owner has.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/boards.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/session_series.h"
#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Occurrence;
using storage::v1::StepRecord;

// An item of a rolling series, and its day where it is no session.
struct MintedItem {
  std::string item;
  std::optional<absl::CivilDay> day;
};

bool IsOfOtherTrack(const Board& board, const ProgramStep& step) {
  return board.enrolment != nullptr && !step.step->for_().empty() &&
         step.step->for_() != board.enrolment->track();
}

// The item that a link was made for, when it is of this step.
std::string_view OnlyItem(const Program& program, const Board& board, const ProgramStep& step) {
  if (board.link == nullptr || board.link->item().empty()) return {};
  const auto link = program.spec().links().find(board.link->link());
  if (link == program.spec().links().end() || link->second.per() != step.step->id()) return {};
  return board.link->item();
}

bool IsRecorded(const StepRecord* record) {
  return record != nullptr && record->state() != storage::v1::STEP_STATE_UNSPECIFIED;
}

// Whether its close has passed: no further one can be recorded then.
bool IsClosed(const StepRecord& record) {
  return (record.state() == storage::v1::STEP_STATE_MISSED &&
          record.via() == storage::v1::VIA_TIME) ||
         (record.state() == storage::v1::STEP_STATE_WAIVED && record.reason() == "closed");
}

// The recorded ones of what may be recorded up to so often, and the next; those of one item of its
// base after the other.
class UpTo {
 public:
  // Whether a slot is among them; to be asked in their order.
  bool Has(const ProgramSlot& slot, const StepRecord* record) {
    const std::string_view base = BaseItemOf(slot.item);
    if (base != base_) {
      base_ = base;
      next_ = true;
    }
    if (IsRecorded(record)) {
      return true;
    }
    return std::exchange(next_, false);
  }

 private:
  std::string_view base_;
  bool next_ = true;
};

// Leaves out what nobody can record any more once the close of its fellows has passed.
void DropNextAfterClose(std::vector<Cell>& cells) {
  for (size_t begin = 0; begin < cells.size();) {
    size_t end = begin, next = cells.size();
    bool closed = false;
    const std::string_view base = BaseItemOf(cells[begin].slot->item);
    for (; end < cells.size() && BaseItemOf(cells[end].slot->item) == base; ++end) {
      if (!IsRecorded(cells[end].record))
        next = end;
      else
        closed = closed || IsClosed(*cells[end].record);
    }
    if (closed && next < end) {
      cells.erase(cells.begin() + next);
      --end;
    }
    begin = end;
  }
}

// The evenings that this owner has: not those before an enrolment joined or after it ended, unless
// something was recorded.
std::vector<MintedItem> MintedSessions(const Board& board, const ProgramStep& step) {
  std::vector<MintedItem> items;
  if (board.imagined || board.sessions.empty()) return items;
  for (const Occurrence* occurrence : board.sessions.front()->MintedOf(step)) {
    if (board.enrolment != nullptr && !IsRecorded(MintedRecord(board, occurrence->key()))) {
      const auto begins = InstantIn(occurrence->starts_at());
      const auto ended = InstantIn(board.enrolment->ended_at());
      if (begins && (*begins < board.joined || (ended && *begins > *ended))) continue;
    }
    items.push_back({std::string(ItemIn(occurrence->key())), std::nullopt});
  }
  return items;
}

std::optional<absl::Time> EndOfBoard(const Board& board) {
  std::optional<absl::Time> end = InstantIn(board.cohort->closed_at());
  const auto own = board.enrolment != nullptr ? InstantIn(board.enrolment->ended_at())
                   : board.link != nullptr    ? InstantIn(board.link->ended_at())
                                              : std::nullopt;
  return own && (!end || *own < *end) ? own : end;
}

// What a grid of dates has reached, and the next of it.
std::vector<MintedItem> MintedDates(Boards& boards, Board& board, const ProgramStep& step) {
  const Program& program = boards.program();
  const auto from = InstantOf(boards, board, step.step->from(), step, nullptr, DayEdge::kStart);
  if (!from) return {};
  Series series{.start = program.zone().DayAt(*from),
                .every = PeriodOf(program, step.step->every())};
  absl::Time until = boards.now();
  if (const auto end = EndOfBoard(board)) {
    series.until = program.zone().DayAt(*end);
    until = std::min(until, *end);
  }
  if (step.step->has_until() && AnchorOf(step.step->until()) != "closed") {
    const auto last = InstantOf(boards, board, step.step->until(), step, nullptr, DayEdge::kStart);
    const auto day = last ? std::optional(program.zone().DayAt(*last)) : std::nullopt;
    if (day && (!series.until || *day < *series.until)) series.until = day;
  }
  const int most =
      std::max(0, StepsBetween(series.every, series.start, program.zone().DayAt(until)));
  std::vector<MintedItem> items;
  for (const Slot& slot : RollingSlots(series, step.blackout, program.zone(), absl::InfinitePast(),
                                       std::min(most + 2, kMaxSeriesSlots - 4))) {
    items.push_back({RollingKey(series.every, slot.planned), slot.day});
    if (program.zone().StartOf(slot.day) > boards.now()) break;
  }
  return items;
}

std::vector<MintedItem> ItemsOf(Boards& boards, Board& board, const ProgramStep& step,
                                int depth = 0) {
  if (depth > kMaxBaseDepth) return {};
  const ProgramStep* base = BaseOf(boards.program(), step);
  if (base == nullptr) {
    return step.step->has_session() ? MintedSessions(board, step)
                                    : MintedDates(boards, board, step);
  }
  std::vector<MintedItem> items = ItemsOf(boards, board, *base, depth + 1);
  if (!step.step->gap().empty() && !items.empty()) items.pop_back();
  for (MintedItem& item : items) item.day = std::nullopt;
  return items;
}

Cell& AddCell(Row& row, const ProgramSlot& slot, const StepRecord* record) {
  Cell& cell = row.cells.emplace_back();
  cell.slot = &slot;
  cell.record = record;
  return cell;
}

void ListMinted(Boards& boards, Board& board, const ProgramStep& step, Row& row) {
  const std::vector<MintedItem> items = ItemsOf(boards, board, step);
  const int count = step.up_to ? boards.program().Value(step.step->up_to()) : 0;
  row.minted.reserve(items.size() * std::max(count, 1));
  UpTo up_to;
  for (const MintedItem& item : items) {
    for (int i = step.up_to ? 1 : 0; i <= count; ++i) {
      const std::string name = step.up_to ? absl::StrCat(item.item, "/", i) : item.item;
      row.minted.push_back({absl::StrCat(step.step->id(), "/", name), name, nullptr});
      const ProgramSlot& slot = row.minted.back();
      const StepRecord* record = MintedRecord(board, slot.key);
      if (!step.up_to || up_to.Has(slot, record)) AddCell(row, slot, record).day = item.day;
    }
  }
}

}  // namespace

const StepRecord* MintedRecord(const Board& board, std::string_view key) {
  const auto found = board.minted.find(key);
  return found == board.minted.end() ? nullptr : found->second;
}

void ListRow(Boards& boards, Board& board, const ProgramStep& step, Row& row) {
  if (IsOfOtherTrack(board, step)) return;
  if (step.rolling) {
    ListMinted(boards, board, step, row);
  } else {
    if (!step.up_to) row.cells.reserve(step.slots.size());
    UpTo up_to;
    for (const ProgramSlot& slot : step.slots) {
      const StepRecord* record = board.records[step.first_slot + (&slot - step.slots.data())];
      if (!step.up_to || up_to.Has(slot, record)) AddCell(row, slot, record);
    }
  }
  if (const std::string_view only = OnlyItem(boards.program(), board, step); !only.empty()) {
    std::erase_if(row.cells, [&](const Cell& cell) { return cell.slot->item != only; });
  }
  if (step.up_to) DropNextAfterClose(row.cells);
}

}  // namespace kasvu::workflows
