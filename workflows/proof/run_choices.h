// What can go one way or another in a participant's run: the questions that the proof asks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "workflows/proof/decision_diagram.h"

namespace kasvu::workflows {

enum class ChoiceKind {
  kValue,        // yes: a fact gets this value, if it got none of those before
  kWork,         // yes: the participant does what is hers and completion asks for
  kOptional,     // yes: she does what she may leave out
  kAttendance,   // yes: she is there
  kSomebody,     // yes: somebody else does his part before it closes
  kCoordinator,  // yes: so does the coordinator, to whom a silence was handed over
  kLink,         // yes: a link that a fact is about is made
};

struct RunChoice {
  ChoiceKind kind = ChoiceKind::kWork;
  size_t place = 0;        // of all but kLink: the writer, or what is done
  std::string fact;        // of kValue and kLink
  std::string value;       // of kValue
  size_t values_left = 0;  // of kValue: those after this one; when 1, no means the last value
};

// How one run goes: an answer to each choice that matters in it, by variable.
using RunAnswers = std::map<uint32_t, bool>;

// A run of `runs` with as few answers that cost something as can be; nothing when there is none. An
// answer that `cost` gives a negative number is not taken.
template <typename Cost>
std::optional<RunAnswers> CheapestRun(const DecisionDiagram& diagram, RunSet runs,
                                      const Cost& cost);

// The most that the answers of one run of `runs` can add up to; -1 when there is no run. A choice
// that does not matter counts as whichever answer gains more, so `gain` is asked for all.
template <typename Gain>
int MostGained(const DecisionDiagram& diagram, RunSet runs, const Gain& gain);

namespace internal {

// The value of each node below `runs`, children first: `of(node, value of no, value of yes)`.
template <typename Value, typename Of>
std::unordered_map<RunSet, Value> BottomUp(const DecisionDiagram& diagram, RunSet runs, Value never,
                                           Value always, const Of& of) {
  std::unordered_map<RunSet, Value> known = {{kNoRun, never}, {kEveryRun, always}};
  std::vector<RunSet> waiting = {runs};
  while (!waiting.empty()) {
    const RunSet set = waiting.back();
    if (known.contains(set)) {
      waiting.pop_back();
      continue;
    }
    const DecisionDiagram::Node& node = diagram.At(set);
    const auto no = known.find(node.no), yes = known.find(node.yes);
    if (no != known.end() && yes != known.end()) {
      known.emplace(set, of(node, no->second, yes->second));
      waiting.pop_back();
      continue;
    }
    if (no == known.end()) waiting.push_back(node.no);
    if (yes == known.end()) waiting.push_back(node.yes);
  }
  return known;
}

}  // namespace internal

template <typename Cost>
std::optional<RunAnswers> CheapestRun(const DecisionDiagram& diagram, RunSet runs,
                                      const Cost& cost) {
  constexpr int kNever = 1'000'000;
  const auto through = [&](const DecisionDiagram::Node& node, bool yes, int rest) {
    const int own = cost(node.variable, yes);
    return own < 0 || rest >= kNever ? kNever : own + rest;
  };
  const auto known = internal::BottomUp<int>(
      diagram, runs, kNever, 0, [&](const DecisionDiagram::Node& node, int no, int yes) {
        return std::min(through(node, false, no), through(node, true, yes));
      });
  if (known.at(runs) >= kNever) return std::nullopt;
  RunAnswers answers;
  while (runs != kEveryRun) {
    const DecisionDiagram::Node& node = diagram.At(runs);
    // The usual answer where both are as good.
    const bool yes =
        through(node, true, known.at(node.yes)) <= through(node, false, known.at(node.no));
    answers[node.variable] = yes;
    runs = yes ? node.yes : node.no;
  }
  return answers;
}

template <typename Gain>
int MostGained(const DecisionDiagram& diagram, RunSet runs, const Gain& gain) {
  // What choices between two nodes gain: each at its best.
  std::vector<int> sums = {0};
  for (uint32_t v = 0; v < diagram.variables(); ++v) {
    sums.push_back(sums.back() + std::max(gain(v, false), gain(v, true)));
  }
  const auto best = [&](uint32_t from, uint32_t to) { return sums[to] - sums[from]; };
  const auto level = [&](RunSet set) {
    return set <= kEveryRun ? diagram.variables() : diagram.At(set).variable;
  };
  const auto known = internal::BottomUp<int>(
      diagram, runs, -1, 0, [&](const DecisionDiagram::Node& node, int no, int yes) {
        int most = -1;
        if (no >= 0) {
          most = gain(node.variable, false) + best(node.variable + 1, level(node.no)) + no;
        }
        if (yes >= 0) {
          most = std::max(
              most, gain(node.variable, true) + best(node.variable + 1, level(node.yes)) + yes);
        }
        return most;
      });
  const int most = known.at(runs);
  return most < 0 ? -1 : best(0, level(runs)) + most;
}

}  // namespace kasvu::workflows
