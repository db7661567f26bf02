#include "workflows/proof/decision_diagram.h"

#include <algorithm>
#include <limits>

namespace kasvu::workflows {
namespace {

constexpr uint32_t kConstant = std::numeric_limits<uint32_t>::max();
constexpr size_t kAnswers = size_t{1} << 14;

uint64_t Mixed(uint64_t a, uint64_t b, uint64_t c) {
  uint64_t mixed = a * 0x9e3779b97f4a7c15u + b;
  mixed = (mixed ^ (mixed >> 29)) * 0xbf58476d1ce4e5b9u + c;
  mixed = (mixed ^ (mixed >> 32)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

}  // namespace

DecisionDiagram::DecisionDiagram(size_t most_nodes)
    : most_nodes_(most_nodes), by_node_(1024, 0), answers_(kAnswers) {
  nodes_.push_back({kConstant, kNoRun, kNoRun});
  nodes_.push_back({kConstant, kEveryRun, kEveryRun});
}

RunSet DecisionDiagram::Make(uint32_t variable, RunSet no, RunSet yes) {
  if (no == yes) return no;
  const size_t mask = by_node_.size() - 1;
  size_t place = Mixed(variable, no, yes) & mask;
  for (; by_node_[place] != 0; place = (place + 1) & mask) {
    const Node& node = nodes_[by_node_[place]];
    if (node.variable == variable && node.no == no && node.yes == yes) return by_node_[place];
  }
  if (nodes_.size() >= most_nodes_) {
    exceeded_ = true;
    return kNoRun;
  }
  const RunSet made = static_cast<RunSet>(nodes_.size());
  nodes_.push_back({variable, no, yes});
  by_node_[place] = made;
  if (nodes_.size() * 2 > by_node_.size()) Grow();
  return made;
}

void DecisionDiagram::Grow() {
  by_node_.assign(by_node_.size() * 4, 0);
  const size_t mask = by_node_.size() - 1;
  for (RunSet set = 2; set < nodes_.size(); ++set) {
    const Node& node = nodes_[set];
    size_t place = Mixed(node.variable, node.no, node.yes) & mask;
    while (by_node_[place] != 0) place = (place + 1) & mask;
    by_node_[place] = set;
  }
}

RunSet DecisionDiagram::Choose(RunSet when, RunSet yes, RunSet no) {
  if (when == kEveryRun || yes == no) return yes;
  if (when == kNoRun) return no;
  if (yes == kEveryRun && no == kNoRun) return when;
  if (exceeded_) return kNoRun;
  const size_t place = Mixed(when, yes, no) & (kAnswers - 1);
  const Answer& known = answers_[place];
  if (known.known && known.when == when && known.yes == yes && known.no == no) return known.answer;

  const uint32_t variable =
      std::min({nodes_[when].variable, nodes_[yes].variable, nodes_[no].variable});
  // Looked at by index: what is made on the way moves the nodes.
  const auto side = [&](RunSet set, bool of_yes) {
    const Node& node = nodes_[set];
    if (node.variable != variable) return set;
    return of_yes ? node.yes : node.no;
  };
  const RunSet on_no = Choose(side(when, false), side(yes, false), side(no, false));
  const RunSet on_yes = Choose(side(when, true), side(yes, true), side(no, true));
  const RunSet answer = Make(variable, on_no, on_yes);
  answers_[place] = {when, yes, no, answer, true};
  return answer;
}

RunSet DecisionDiagram::AtLeast(const std::vector<RunSet>& sets, int amount) {
  if (amount <= 0) return kEveryRun;
  if (amount > static_cast<int>(sets.size())) return kNoRun;
  // counted[k]: at least k + 1 of those looked at so far.
  std::vector<RunSet> counted(static_cast<size_t>(amount), kNoRun);
  for (const RunSet set : sets) {
    for (size_t k = counted.size(); k-- > 0;) {
      counted[k] = Or(counted[k], And(set, k == 0 ? kEveryRun : counted[k - 1]));
    }
  }
  return counted.back();
}

}  // namespace kasvu::workflows
