#include "workflows/cohort/facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/condition_rules.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/mean_band.h"
#include "workflows/template/fact_values.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Fact;
using storage::v1::FactRecord;

const FactRecord* Written(const Board& board, std::string_view fact, std::string_view item) {
  for (const FactRecord& record : board.facts()) {
    if (record.fact() == fact && record.item() == item) return &record;
  }
  return nullptr;
}

FactValue ValueOf(const FactRecord& record) {
  return {record.value(), FromMicros(record.at()), false};
}

class Reader {
 public:
  Reader(Boards& boards, Board& board, std::string_view name, const Fact& fact)
      : boards_(boards), board_(board), name_(name), fact_(fact) {}

  FactReading Read() {
    if (!fact_.link().empty()) return OfLink();
    if (fact_.mean() != kasvu::v1::MEAN_UNSPECIFIED) return OfMean();
    const ProgramStep* writer = boards_.program().FindStep(fact_.step());
    if (writer == nullptr) return {.values = {}, .complete = true};
    Board* board = boards_.Seen(board_, *writer, "");
    if (board == nullptr) return {};
    if (writer->step->decision().about() == "enrolments" && board_.enrolment != nullptr) {
      return OfDecision(*board, *writer);
    }
    return OfSteps(*board, *writer);
  }

 private:
  // Made once and for all with the first link of that name that is bound.
  FactReading OfLink() {
    std::optional<absl::Time> made;
    const auto take = [&](const Board* link) {
      const auto bound = link == nullptr ? std::nullopt : InstantIn(link->link->bound_at());
      if (bound && (!made || *bound < *made)) made = bound;
    };
    if (board_.link != nullptr && board_.link->link() == fact_.link()) take(&board_);
    if (board_.enrolment != nullptr) {
      for (const storage::v1::LinkRef& ref : board_.enrolment->links()) {
        if (ref.link() != fact_.link() || !ref.subject()) continue;
        take(boards_.Of({storage::v1::OWNER_LINK, ref.ordinal()}));
      }
    }
    if (made) return {.values = {{"made", *made, false}}, .complete = true};
    return {.values = {{"none", absl::InfinitePast(), false}}, .complete = true};
  }

  FactReading OfMean() {
    const auto& aggregates = fact_.mean() == kasvu::v1::MEAN_GROUP && board_.group != nullptr
                                 ? board_.group->aggregates()
                                 : board_.cohort->aggregates();
    for (const storage::v1::Aggregate& aggregate : aggregates) {
      if (aggregate.fact() != name_ || aggregate.count() == 0) continue;
      const auto band = BandOf(fact_, aggregate.sum(), aggregate.count());
      if (band) return {.values = {{*band, boards_.now(), false}}, .complete = true};
    }
    return {.values = {{fact_.default_(), absl::InfinitePast(), true}}, .complete = true};
  }

  // One value for each enrolment that the decision was about; the default for the others.
  FactReading OfDecision(Board& board, const ProgramStep& writer) {
    if (const FactRecord* own = Written(board_, name_, "")) return {{ValueOf(*own)}, true};
    const uint32_t ordinal = board_.enrolment->ordinal();
    for (Cell& cell : boards_.RowOf(board, writer).cells) {
      if (cell.record == nullptr) continue;
      const auto decided = cell.record->work().decided().find(ordinal);
      if (decided == cell.record->work().decided().end()) continue;
      return {{{decided->second, FromMicros(cell.record->occurred_at()), false}}, true};
    }
    for (const std::string& item : {absl::StrCat("e", ordinal), absl::StrCat(ordinal)}) {
      if (const FactRecord* one = Written(board, name_, item)) return {{ValueOf(*one)}, true};
    }
    FactReading reading;
    for (Cell& cell : boards_.RowOf(board, writer).cells) AddDefault(board, writer, cell, reading);
    reading.complete = !reading.values.empty();
    return reading;
  }

  FactReading OfSteps(Board& board, const ProgramStep& writer) {
    FactReading reading;
    reading.complete = !writer.rolling;
    std::vector<Cell>& cells = boards_.RowOf(board, writer).cells;
    for (Cell& cell : cells) {
      if (const FactRecord* record = Written(board, name_, cell.slot->item)) {
        reading.values.push_back(ValueOf(*record));
      } else if (!AddDefault(board, writer, cell, reading)) {
        reading.complete = false;
      }
    }
    // A step of another track never speaks.
    if (cells.empty() && !writer.rolling) {
      reading.values.push_back({fact_.default_(), absl::InfinitePast(), true});
    }
    return reading;
  }

  // Whether the writer is silent for good: then the default holds since it settled.
  bool AddDefault(Board& board, const ProgramStep& writer, Cell& cell, FactReading& reading) {
    const Standing& standing = StandingOf(boards_, board, writer, cell);
    if (!HasSettled(standing, boards_.now())) return false;
    reading.values.push_back({fact_.default_(), *standing.settled_at, true});
    return true;
  }

  Boards& boards_;
  Board& board_;
  std::string_view name_;
  const Fact& fact_;
};

}  // namespace

FactReading ReadFact(Boards& boards, Board& board, std::string_view fact) {
  const auto found = boards.program().spec().facts().find(std::string(fact));
  if (found == boards.program().spec().facts().end()) return {.values = {}, .complete = true};
  return Reader(boards, board, fact, found->second).Read();
}

FactReading ReadFact(Evaluation& evaluation, OwnerRef owner, std::string_view fact) {
  Board* board = evaluation.boards(owner).Of(owner);
  return board == nullptr ? FactReading() : ReadFact(evaluation.boards(owner), *board, fact);
}

FactReading ReadFact(const View& view, OwnerRef owner, std::string_view fact) {
  Evaluation evaluation(view);
  return ReadFact(evaluation, owner, fact);
}

}  // namespace kasvu::workflows
