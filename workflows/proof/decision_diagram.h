// Sets of runs as reduced ordered decision diagrams (Bryant 1986): one node for each different
// question, shared by all sets, so that all combinations are looked at and none is listed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kasvu::workflows {

// A set of valuations of the variables, by its node.
using RunSet = uint32_t;

inline constexpr RunSet kNoRun = 0;
inline constexpr RunSet kEveryRun = 1;

class DecisionDiagram {
 public:
  struct Node {
    uint32_t variable = 0;
    RunSet no = kNoRun;
    RunSet yes = kEveryRun;
  };

  // Gives up beyond so many nodes: from then on exceeded() is true and no set means anything.
  explicit DecisionDiagram(size_t most_nodes);

  bool exceeded() const { return exceeded_; }
  size_t size() const { return nodes_.size(); }
  uint32_t variables() const { return variables_; }

  // A new variable, asked after all that exist.
  uint32_t NewVariable() { return variables_++; }

  // Where `variable` is true.
  RunSet Where(uint32_t variable) { return Make(variable, kNoRun, kEveryRun); }

  RunSet Not(RunSet a) { return Choose(a, kNoRun, kEveryRun); }
  RunSet And(RunSet a, RunSet b) { return Choose(a, b, kNoRun); }
  RunSet Or(RunSet a, RunSet b) { return Choose(a, kEveryRun, b); }
  RunSet AndNot(RunSet a, RunSet b) { return Choose(b, kNoRun, a); }

  // `yes` where `when` holds, `no` elsewhere.
  RunSet Choose(RunSet when, RunSet yes, RunSet no);

  // Where at least `amount` of `sets` hold.
  RunSet AtLeast(const std::vector<RunSet>& sets, int amount);

  const Node& At(RunSet set) const { return nodes_[set]; }

 private:
  struct Answer {
    RunSet when = 0, yes = 0, no = 0, answer = 0;
    bool known = false;
  };

  RunSet Make(uint32_t variable, RunSet no, RunSet yes);
  void Grow();

  const size_t most_nodes_;
  bool exceeded_ = false;
  uint32_t variables_ = 0;
  std::vector<Node> nodes_;      // by set; the first two are the constants
  std::vector<RunSet> by_node_;  // open addressing; 0 is free
  std::vector<Answer> answers_;  // of Choose; a newer one takes the place of an older
};

}  // namespace kasvu::workflows
