// When a condition of the template holds, by the same rules as the cohort's.
#include <algorithm>
#include <set>

#include "workflows/proof/run_model.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {

using kasvu::v1::Condition;

ConditionRuns RunModel::Evaluate(const Condition& condition) {
  ConditionRuns joined;
  const auto both = [&](const ConditionRuns& view) {
    joined.holds = diagram_.And(joined.holds, view.holds);
    joined.fails = diagram_.Or(joined.fails, view.fails);
  };
  if (condition.all_size() > 0) {
    for (const Condition& each : condition.all()) both(Evaluate(each));
    return joined;
  }
  if (condition.any_size() > 0) {
    joined = {kNoRun, kEveryRun};
    for (const Condition& each : condition.any()) {
      const ConditionRuns view = Evaluate(each);
      joined.holds = diagram_.Or(joined.holds, view.holds);
      joined.fails = diagram_.And(joined.fails, view.fails);
    }
    return joined;
  }
  if (condition.has_not_()) {
    const ConditionRuns view = Evaluate(condition.not_());
    return {view.fails, view.holds};
  }
  if (condition.is_size() > 0) {
    for (const std::string& fact : KeysIn(condition.is())) {
      both(EvaluateIs(fact, condition.is().at(fact)));
    }
    return joined;
  }
  if (!condition.done().empty()) {
    const ProgramStep* step = places_.program().FindStep(condition.done());
    if (step != nullptr && step->owner == storage::v1::OWNER_LINK) {
      joined.holds = LinkMade(step->step->per());
    }
    for (const size_t place : places_.Named(condition.done())) {
      joined.holds = diagram_.And(joined.holds, LetsThrough(place, true));
    }
    joined.fails = diagram_.Not(joined.holds);
    return joined;
  }
  if (!condition.count().empty()) return EvaluateCount(condition);
  return joined;
}

ConditionRuns RunModel::EvaluateIs(const std::string& fact, const std::string& value) {
  const auto found = places_.program().spec().facts().find(fact);
  if (found == places_.program().spec().facts().end()) return {kNoRun, kEveryRun};
  const kasvu::v1::Fact& said = found->second;
  if (!said.link().empty()) {
    const RunSet made = LinkMade(said.link());
    const RunSet holds = value == "made" ? made : diagram_.Not(made);
    return {holds, diagram_.Not(holds)};
  }
  const ProgramStep* writer = places_.program().FindStep(said.step());
  if (writer == nullptr) return {kNoRun, kEveryRun};
  const Places written = places_.Of(*writer);
  // A step of another track never speaks.
  if (written.size() == 0) {
    return said.default_() == value ? ConditionRuns{} : ConditionRuns{kNoRun, kEveryRun};
  }
  RunSet holds = kNoRun;
  RunSet complete = writer->rolling ? kNoRun : kEveryRun;
  for (size_t place = written.begin; place < written.end; ++place) {
    holds = diagram_.Or(holds, HasValue(fact, said, place, value));
    complete = diagram_.And(complete, LetsThrough(place, false));
  }
  // Any lap of a rolling series may be the one that says so; none is the last.
  return {holds, diagram_.AndNot(complete, holds)};
}

RunSet RunModel::HasValue(const std::string& fact, const kasvu::v1::Fact& said, size_t writer,
                          const std::string& value) {
  const std::vector<std::string> values = ValuesOf(said);
  const PlaceRuns& runs = Of(writer);
  const auto [entry, fresh] = values_.emplace(std::pair(fact, writer), std::vector<RunSet>());
  if (fresh) {
    RunSet left = kEveryRun;
    std::vector<RunSet> chosen;
    for (size_t v = 0; v < values.size(); ++v) {
      const size_t rest = values.size() - v - 1;
      const RunSet now =
          rest == 0 ? kEveryRun : NewChoice({ChoiceKind::kValue, writer, fact, values[v], rest});
      chosen.push_back(diagram_.And(left, now));
      left = diagram_.AndNot(left, now);
    }
    entry->second = std::move(chosen);
  }
  const auto at = std::find(values.begin(), values.end(), value);
  RunSet holds =
      at == values.end()
          ? kNoRun
          : diagram_.And(runs.done, entry->second[static_cast<size_t>(at - values.begin())]);
  if (value == said.default_()) {
    holds = diagram_.Or(holds, diagram_.AndNot(Settled(writer), runs.done));
  }
  return holds;
}

// Sums are whatever is recorded and people met are whoever is there, so that only how many were
// done can keep such a condition from holding.
ConditionRuns RunModel::EvaluateCount(const Condition& condition) {
  const Program& program = places_.program();
  const ProgramStep* step = program.FindStep(condition.count());
  if (step == nullptr) return {kNoRun, kEveryRun};
  const Places counted = places_.Of(*step);
  std::vector<RunSet> sets;
  const auto collect = [&](const auto& of) {
    for (size_t place = counted.begin; place < counted.end; ++place) sets.push_back(of(place));
  };
  RunSet holds = kEveryRun;
  if (condition.has_all_but() && condition.sum().empty() && !condition.distinct()) {
    collect([&](size_t place) { return Satisfied(place); });
    const bool window = condition.has_window() || step->rolling;
    const int all = static_cast<int>(sets.size());
    holds = diagram_.AtLeast(sets,
                             window ? std::min(all, 1) : all - program.Value(condition.all_but()));
  } else if (condition.has_at_most()) {
    if (!condition.sum().empty() || condition.state() == "expired") return {};
    collect([&](size_t place) {
      return condition.state() == "waived" ? Of(place).waived : Of(place).missed;
    });
    const int amount = program.Value(condition.at_most()) + 1;
    // One lap missed is not yet more than may be.
    holds = step->rolling ? kEveryRun : diagram_.Not(diagram_.AtLeast(sets, amount));
  } else {
    collect([&](size_t place) { return Of(place).done; });
    int amount = program.Value(condition.at_least());
    if (!condition.sum().empty() || step->rolling) amount = std::min(amount, 1);
    holds = diagram_.AtLeast(sets, amount);
  }
  return {holds, diagram_.Not(holds)};
}

}  // namespace kasvu::workflows
