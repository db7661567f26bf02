#include "workflows/proof/decision_diagram.h"

#include <gtest/gtest.h>

#include <bitset>
#include <random>

#include "tests/testing/seed.h"
#include "workflows/proof/run_choices.h"

namespace kasvu::workflows {
namespace {

constexpr int kVariables = 6;
constexpr size_t kRuns = 1 << kVariables;

// A set written out: one bit for each valuation.
using Table = std::bitset<kRuns>;

bool Contains(const DecisionDiagram& diagram, RunSet set, size_t run) {
  while (set > kEveryRun) {
    const auto& node = diagram.At(set);
    set = (run >> node.variable) & 1 ? node.yes : node.no;
  }
  return set == kEveryRun;
}

Table TableOf(const DecisionDiagram& diagram, RunSet set) {
  Table table;
  for (size_t run = 0; run < kRuns; ++run) table[run] = Contains(diagram, set, run);
  return table;
}

TEST(DecisionDiagramTest, AgreesWithTablesWrittenOut) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  DecisionDiagram diagram(100'000);
  std::vector<RunSet> sets;
  std::vector<Table> tables;
  for (int v = 0; v < kVariables; ++v) {
    sets.push_back(diagram.Where(diagram.NewVariable()));
    tables.push_back(TableOf(diagram, sets.back()));
  }
  const auto any = [&] { return random() % sets.size(); };
  for (int i = 0; i < 500; ++i) {
    const size_t a = any(), b = any(), c = any();
    sets.push_back(diagram.Choose(sets[a], sets[b], sets[c]));
    tables.push_back((tables[a] & tables[b]) | (~tables[a] & tables[c]));
    ASSERT_EQ(TableOf(diagram, sets.back()), tables.back());
    // Equal sets are the same node.
    for (size_t other = 0; other < sets.size(); ++other) {
      ASSERT_EQ(tables[other] == tables.back(), sets[other] == sets.back());
    }
  }
  for (int i = 0; i < 100; ++i) {
    std::vector<RunSet> counted;
    std::vector<size_t> chosen;
    for (int k = 0; k < 5; ++k) counted.push_back(sets[chosen.emplace_back(any())]);
    for (int amount = 0; amount <= 6; ++amount) {
      const RunSet at_least = diagram.AtLeast(counted, amount);
      for (size_t run = 0; run < kRuns; ++run) {
        int count = 0;
        for (const size_t set : chosen) count += tables[set][run];
        ASSERT_EQ(Contains(diagram, at_least, run), count >= amount);
      }
    }
  }
}

TEST(DecisionDiagramTest, FindsTheCheapestRunAndTheGreatestGain) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 50; ++round) {
    DecisionDiagram diagram(100'000);
    std::vector<RunSet> sets;
    std::vector<int> cost;
    for (int v = 0; v < kVariables; ++v) {
      sets.push_back(diagram.Where(diagram.NewVariable()));
      cost.push_back(static_cast<int>(random() % 4) - 1);  // of a no; -1: never
    }
    for (int i = 0; i < 20; ++i) {
      const auto any = [&] { return sets[random() % sets.size()]; };
      const RunSet when = any(), yes = any(), no = any();
      sets.push_back(diagram.Choose(when, yes, no));
    }
    const RunSet runs = sets.back();
    int cheapest = -1, most = -1;
    for (size_t run = 0; run < kRuns; ++run) {
      if (!Contains(diagram, runs, run)) continue;
      int sum = 0, gained = 0;
      bool taken = true;
      for (int v = 0; v < kVariables; ++v) {
        const bool yes = (run >> v) & 1;
        if (!yes && cost[v] < 0) taken = false;
        sum += yes ? 0 : cost[v];
        gained += yes ? 0 : 1;
      }
      if (taken && (cheapest < 0 || sum < cheapest)) cheapest = sum;
      most = std::max(most, gained);
    }
    const auto found =
        CheapestRun(diagram, runs, [&](uint32_t v, bool yes) { return yes ? 0 : cost[v]; });
    ASSERT_EQ(found.has_value(), cheapest >= 0);
    int sum = 0;
    if (found) {
      for (const auto& [v, yes] : *found) sum += yes ? 0 : cost[v];
      EXPECT_EQ(sum, cheapest);
    }
    EXPECT_EQ(MostGained(diagram, runs, [](uint32_t, bool yes) { return yes ? 0 : 1; }), most);
  }
}

TEST(DecisionDiagramTest, SaysWhenItGivesUp) {
  DecisionDiagram diagram(50);
  // Pairs asked far apart need a node for each combination of the first halves.
  std::vector<RunSet> first, second;
  for (int i = 0; i < 8; ++i) first.push_back(diagram.Where(diagram.NewVariable()));
  for (int i = 0; i < 8; ++i) second.push_back(diagram.Where(diagram.NewVariable()));
  RunSet any = kNoRun;
  for (int i = 0; i < 8; ++i) any = diagram.Or(any, diagram.And(first[i], second[i]));
  EXPECT_TRUE(diagram.exceeded());
  EXPECT_LE(diagram.size(), 50u);
}

}  // namespace
}  // namespace kasvu::workflows
