#include "workflows/cohort/conditions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/condition_rules.h"
#include "workflows/cohort/targets.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;

// All of several: the first failure settles it, else the last to hold. `any` is the same with both
// sides swapped.
ConditionView Join(std::vector<ConditionView> views, Truth decides) {
  const Truth other = decides == Truth::kFails ? Truth::kHolds : Truth::kFails;
  ConditionView joined{.truth = other, .since = absl::InfinitePast(), .waits_for = {}};
  bool decided = false;
  for (ConditionView& view : views) {
    if (view.truth == decides) {
      joined.since = decided ? std::min(joined.since, view.since) : view.since;
      decided = true;
    } else if (view.truth == other && !decided) {
      joined.since = std::max(joined.since, view.since);
    }
    for (std::string& fact : view.waits_for) joined.waits_for.push_back(std::move(fact));
  }
  if (decided) {
    joined.truth = decides;
    joined.waits_for.clear();
  } else if (!joined.waits_for.empty()) {
    joined.truth = Truth::kWaits;
    joined.since = absl::InfinitePast();
  }
  return joined;
}

// Holds with the first item that says so; fails with the last when none can any more.
ConditionView Compare(Boards& boards, Board& board, const std::string& fact,
                      const std::string& value) {
  const FactReading reading = ReadFact(boards, board, fact);
  ConditionView view;
  for (const FactValue& known : reading.values) {
    if (known.value == value) {
      view.since = view.holds() ? std::min(view.since, known.since) : known.since;
      view.truth = Truth::kHolds;
    } else if (!view.holds()) {
      view.since = std::max(view.since, known.since);
    }
  }
  if (!view.holds() && !reading.complete) {
    return {.truth = Truth::kWaits,
            .since = absl::InfinitePast(),
            .waits_for = {absl::StrCat("fact:", fact)}};
  }
  return view;
}

ConditionView EvaluateIs(Boards& boards, Board& board, const Condition& condition) {
  std::vector<std::string> facts;
  for (const auto& [fact, value] : condition.is()) facts.push_back(fact);
  std::sort(facts.begin(), facts.end());
  std::vector<ConditionView> views;
  for (const std::string& fact : facts) {
    views.push_back(Compare(boards, board, fact, condition.is().at(fact)));
  }
  return Join(std::move(views), Truth::kFails);
}

ConditionView EvaluateDone(Boards& boards, Board& board, const std::string& reference) {
  ConditionView view{.truth = Truth::kHolds, .since = absl::InfinitePast(), .waits_for = {}};
  const bool there = VisitTargets(
      boards, board, nullptr, "", reference, [&](Board& of, const ProgramStep& step, Cell& cell) {
        const Standing& standing = StandingOf(boards, of, step, cell);
        if (!HasSettled(standing, boards.now()) || !Satisfies(standing.state)) {
          view.truth = Truth::kFails;
        } else {
          view.since = std::max(view.since, *standing.settled_at);
        }
      });
  if (!there) view.truth = Truth::kFails;
  if (!view.holds()) view.since = absl::InfinitePast();
  return view;
}

ConditionView Not(ConditionView view) {
  if (view.truth != Truth::kWaits) view.truth = view.holds() ? Truth::kFails : Truth::kHolds;
  return view;
}

template <typename Conditions>
ConditionView EvaluateEach(Boards& boards, Board& board, const Conditions& conditions,
                           Truth decides) {
  std::vector<ConditionView> views;
  for (const Condition& each : conditions) views.push_back(Evaluate(boards, board, each));
  return Join(std::move(views), decides);
}

}  // namespace

ConditionView Evaluate(Boards& boards, Board& board, const Condition& condition) {
  if (condition.all_size() > 0) {
    return EvaluateEach(boards, board, condition.all(), Truth::kFails);
  }
  if (condition.any_size() > 0) {
    return EvaluateEach(boards, board, condition.any(), Truth::kHolds);
  }
  if (condition.has_not_()) return Not(Evaluate(boards, board, condition.not_()));
  if (condition.is_size() > 0) return EvaluateIs(boards, board, condition);
  if (!condition.done().empty()) return EvaluateDone(boards, board, condition.done());
  if (!condition.count().empty()) return EvaluateCount(boards, board, condition);
  return {.truth = Truth::kHolds, .since = absl::InfinitePast(), .waits_for = {}};
}

ConditionView Evaluate(Evaluation& evaluation, OwnerRef owner, const Condition& condition) {
  Board* board = evaluation.boards(owner).Of(owner);
  return board == nullptr ? ConditionView() : Evaluate(evaluation.boards(owner), *board, condition);
}

ConditionView Evaluate(const View& view, OwnerRef owner, const Condition& condition) {
  Evaluation evaluation(view);
  return Evaluate(evaluation, owner, condition);
}

}  // namespace kasvu::workflows
