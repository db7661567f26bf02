// Counting the slots of a series: how many, in which state, since when.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/calendar/period.h"
#include "workflows/cohort/condition_rules.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/targets.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using storage::v1::StepState;

// One settled slot as a count sees it.
struct Counted {
  const Cell* cell = nullptr;
  const Board* board = nullptr;
  StepState state = storage::v1::STEP_STATE_PENDING;
  absl::Time settled;
  absl::Time date;  // its own, or when it settled
};

StepState StateNamed(const std::string& word) {
  if (word == "waived") return storage::v1::STEP_STATE_WAIVED;
  if (word == "expired") return storage::v1::STEP_STATE_EXPIRED;
  return storage::v1::STEP_STATE_MISSED;
}

bool WasAway(const Board& board, absl::Time date) {
  if (board.enrolment == nullptr) return false;
  if (date < board.joined) return true;
  const auto paused = InstantIn(board.enrolment->paused_at());
  if (paused && date >= *paused) return true;
  return std::any_of(board.enrolment->pauses().begin(), board.enrolment->pauses().end(),
                     [&](const storage::v1::Pause& pause) {
                       return date >= FromMicros(pause.from()) && date < FromMicros(pause.until());
                     });
}

ConditionView Held(absl::Time since) {
  return {.truth = Truth::kHolds, .since = since, .waits_for = {}};
}

class Counter {
 public:
  Counter(Boards& boards, Board& board, const ProgramStep& step, const Condition& condition)
      : boards_(boards),
        step_(step),
        condition_(condition),
        own_(step.step->has_session() || step.owner == board.owner.owner) {
    VisitCounted(boards, board, step, [&](Board& of, const ProgramStep& series, Cell& cell) {
      keys_.insert(cell.slot->key);
      const Standing& standing = StandingOf(boards_, of, series, cell);
      if (!HasSettled(standing, boards_.now())) return;
      const auto planned =
          condition_.has_window() ? PlannedDateOf(boards_, of, series, *cell.slot) : std::nullopt;
      settled_.push_back({&cell, &of, standing.state, *standing.settled_at,
                          planned.value_or(*standing.settled_at)});
    });
    if (condition.has_window()) TakeWindow();
    std::stable_sort(settled_.begin(), settled_.end(),
                     [](const Counted& a, const Counted& b) { return a.settled < b.settled; });
  }

  ConditionView Evaluate() {
    if (!condition_.sum().empty()) return Sum();
    if (condition_.distinct()) return Distinct();
    if (condition_.has_all_but()) return AllBut(Number(condition_.all_but()));
    if (condition_.has_at_most()) return AtMost();
    return AtLeast(Number(condition_.at_least()));
  }

 private:
  int Number(const kasvu::v1::Number& number) const { return boards_.program().Value(number); }

  // The last ones by date, or those of the last months; not from when she was away, nor what never
  // took place.
  void TakeWindow() {
    std::erase_if(settled_, [](const Counted& counted) {
      return counted.state == storage::v1::STEP_STATE_WAIVED ||
             WasAway(*counted.board, counted.date);
    });
    std::stable_sort(settled_.begin(), settled_.end(),
                     [](const Counted& a, const Counted& b) { return a.date < b.date; });
    const kasvu::v1::Window& window = condition_.window();
    if (window.has_last()) {
      const size_t last = static_cast<size_t>(std::max(0, Number(window.last())));
      if (settled_.size() > last) settled_.erase(settled_.begin(), settled_.end() - last);
    } else {
      const Zone& zone = boards_.program().zone();
      const absl::Time first =
          zone.StartOf(Minus(zone.DayAt(boards_.now()), Period{.months = Number(window.months())}));
      std::erase_if(settled_, [&](const Counted& counted) { return counted.date < first; });
    }
    keys_.clear();
    for (const Counted& counted : settled_) keys_.insert(counted.cell->slot->key);
  }

  ConditionView AtLeast(int amount) const {
    if (amount <= 0) return Held(absl::InfinitePast());
    for (const Counted& counted : settled_) {
      if (counted.state != storage::v1::STEP_STATE_DONE) continue;
      if (--amount == 0) return Held(counted.settled);
    }
    return {};
  }

  // Of all that there can be, whichever link they were done in; of a window or a rolling series
  // those there are.
  ConditionView AllBut(int amount) const {
    const bool known = !condition_.has_window() && !step_.rolling && (step_.up_to || !own_);
    int lacking = static_cast<int>(known ? step_.slots.size() : keys_.size()) - amount;
    if (lacking <= 0) return Held(absl::InfinitePast());
    std::set<std::string_view> satisfied;
    for (const Counted& counted : settled_) {
      if (!Satisfies(counted.state) || !satisfied.insert(counted.cell->slot->key).second) continue;
      if (--lacking == 0) return Held(counted.settled);
    }
    return {};
  }

  ConditionView AtMost() const {
    int amount = Number(condition_.at_most());
    const StepState state = StateNamed(condition_.state());
    for (const Counted& counted : settled_) {
      if (counted.state == state && amount-- == 0) {
        return {.truth = Truth::kFails, .since = counted.settled, .waits_for = {}};
      }
    }
    return Held(absl::InfinitePast());
  }

  ConditionView Sum() const {
    int64_t sum = 0;
    const bool at_least = condition_.has_at_least();
    const int64_t bound = Number(at_least ? condition_.at_least() : condition_.at_most());
    if (at_least && bound <= 0) return Held(absl::InfinitePast());
    for (const Counted& counted : settled_) {
      if (counted.state != storage::v1::STEP_STATE_DONE || counted.cell->record == nullptr)
        continue;
      const auto& numbers = counted.cell->record->work().numbers();
      const auto number = numbers.find(condition_.sum());
      if (number == numbers.end()) continue;
      sum += number->second;
      if (at_least && sum >= bound) return Held(counted.settled);
      if (!at_least && sum > bound) {
        return {.truth = Truth::kFails, .since = counted.settled, .waits_for = {}};
      }
    }
    return at_least ? ConditionView() : Held(absl::InfinitePast());
  }

  // Each of those met counts once; what names nobody counts as one more.
  ConditionView Distinct() const {
    const int64_t bound = Number(condition_.at_least());
    if (bound <= 0) return Held(absl::InfinitePast());
    std::set<std::string> met;
    for (const Counted& counted : settled_) {
      if (counted.state != storage::v1::STEP_STATE_DONE) continue;
      const auto* record = counted.cell->record;
      if (record != nullptr && record->work().with_size() > 0) {
        met.insert(record->work().with().begin(), record->work().with().end());
      } else {
        const auto* link = counted.board->link;
        met.insert(link == nullptr ? std::string() : absl::StrCat("link ", link->ordinal()));
      }
      if (static_cast<int64_t>(met.size()) >= bound) return Held(counted.settled);
    }
    return {};
  }

  Boards& boards_;
  const ProgramStep& step_;
  const Condition& condition_;
  const bool own_;                   // whoever counts has slots of its own
  std::set<std::string_view> keys_;  // of all there are
  std::vector<Counted> settled_;     // by when they settled
};

}  // namespace

ConditionView EvaluateCount(Boards& boards, Board& board, const Condition& condition) {
  const ProgramStep* step = boards.program().FindStep(condition.count());
  if (step == nullptr) return {};
  return Counter(boards, board, *step, condition).Evaluate();
}

}  // namespace kasvu::workflows
