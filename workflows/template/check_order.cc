#include <algorithm>
#include <deque>

#include "workflows/template/check_families.h"
#include "workflows/template/dependency_graph.h"

namespace kasvu::workflows {
namespace {

// The strongly connected parts of the graph (Tarjan), without recursion: a template may have tens
// of thousands of nodes in one chain.
class Components {
 public:
  explicit Components(const DependencyGraph& graph)
      : graph_(graph),
        order_(graph.size(), -1),
        low_(graph.size(), 0),
        on_stack_(graph.size(), false),
        component_(graph.size(), -1) {
    for (int node = 0; node < graph.size(); ++node) {
      if (order_[node] < 0) Visit(node);
    }
  }

  int Of(int node) const { return component_[node]; }

  // The nodes of every part that has a cycle.
  std::vector<std::vector<int>> Cyclic() const {
    std::vector<std::vector<int>> parts(count_);
    for (int node = 0; node < graph_.size(); ++node) parts[component_[node]].push_back(node);
    std::erase_if(parts, [&](const std::vector<int>& part) {
      if (part.size() > 1) return false;
      const auto& edges = graph_.From(part[0]);
      return std::none_of(edges.begin(), edges.end(),
                          [&](const Dependency& edge) { return edge.to == part[0]; });
    });
    return parts;
  }

 private:
  struct Frame {
    int node;
    size_t next = 0;
  };

  void Visit(int root) {
    std::vector<Frame> frames = {Enter(root)};
    while (!frames.empty()) {
      Frame& frame = frames.back();
      if (frame.next < graph_.From(frame.node).size()) {
        const int to = graph_.From(frame.node)[frame.next++].to;
        if (order_[to] < 0) {
          frames.push_back(Enter(to));
        } else if (on_stack_[to]) {
          low_[frame.node] = std::min(low_[frame.node], order_[to]);
        }
        continue;
      }
      const int node = frame.node;
      frames.pop_back();
      if (!frames.empty())
        low_[frames.back().node] = std::min(low_[frames.back().node], low_[node]);
      if (low_[node] == order_[node]) Close(node);
    }
  }

  Frame Enter(int node) {
    order_[node] = low_[node] = visited_++;
    stack_.push_back(node);
    on_stack_[node] = true;
    return {node};
  }

  void Close(int root) {
    int node = -1;
    while (node != root) {
      node = stack_.back();
      stack_.pop_back();
      on_stack_[node] = false;
      component_[node] = count_;
    }
    ++count_;
  }

  const DependencyGraph& graph_;
  std::vector<int> order_, low_;
  std::vector<bool> on_stack_;
  std::vector<int> component_;
  std::vector<int> stack_;
  int visited_ = 0;
  int count_ = 0;
};

// A shortest way from `start` back to itself, as edges.
std::vector<const Dependency*> Cycle(const DependencyGraph& graph, const Components& components,
                                     int start) {
  std::vector<const Dependency*> into(graph.size(), nullptr);
  std::vector<int> before(graph.size(), -1);
  std::deque<int> waiting = {start};
  while (!waiting.empty() && into[start] == nullptr) {
    const int node = waiting.front();
    waiting.pop_front();
    for (const Dependency& edge : graph.From(node)) {
      if (components.Of(edge.to) != components.Of(start) || into[edge.to] != nullptr) continue;
      into[edge.to] = &edge;
      before[edge.to] = node;
      waiting.push_back(edge.to);
    }
  }
  std::vector<const Dependency*> way;
  int node = start;
  do {
    way.push_back(into[node]);
    node = before[node];
  } while (node != start);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

void CheckOrder(const TemplateIndex& index, Report& report) {
  const DependencyGraph graph(index);
  const Components components(graph);
  for (const std::vector<int>& part : components.Cyclic()) {
    const auto way = Cycle(graph, components, part[0]);
    std::string names = graph.NameOf(part[0]), last = names, path;
    bool fact = false;
    for (const Dependency* edge : way) {
      const std::string& name = graph.NameOf(edge->to);
      if (name != last) names += " → " + name;
      last = name;
      if (path.empty() || (edge->fact && !fact)) path = graph.ReasonPath(*edge);
      fact = fact || edge->fact;
    }
    if (names == last) names += " → " + last;
    report.Add(fact ? "fact-read-before-written" : "cycle", path, {{"cycle", names}});
  }
}

}  // namespace kasvu::workflows
