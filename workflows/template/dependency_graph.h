// Who waits for whom: steps, their items and their dates, with the edges between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/template/template_index.h"

namespace kasvu::workflows {

// `from` cannot settle, or have its date, before `to`.
struct Dependency {
  int to = 0;
  bool fact = false;  // because it reads what the other writes
  int reason = 0;     // index of the path in the template that says so
};

class DependencyGraph {
 public:
  explicit DependencyGraph(const TemplateIndex& index);

  int size() const { return static_cast<int>(edges_.size()); }
  const std::vector<Dependency>& From(int node) const { return edges_[node]; }

  // "session/goals", or "session" for a whole series or a single step.
  const std::string& NameOf(int node) const { return names_[node]; }
  const std::string& ReasonPath(const Dependency& edge) const { return reasons_[edge.reason]; }

 private:
  friend class DependencyBuilder;

  std::vector<std::vector<Dependency>> edges_;
  std::vector<std::string> names_;
  std::vector<std::string> reasons_;
};

}  // namespace kasvu::workflows
