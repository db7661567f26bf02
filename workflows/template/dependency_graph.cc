#include "workflows/template/dependency_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {

using kasvu::v1::Item;
using kasvu::v1::Moment;
using kasvu::v1::Step;

// Each item of a series is a node, the whole series another that waits for all of them. What is
// scheduled has its date as a node too: a date waits for other dates only, so that a step may be
// due at a session that waits for the step.
class DependencyBuilder {
 public:
  DependencyBuilder(const TemplateIndex& index, DependencyGraph& graph)
      : index_(index), graph_(graph) {}

  void Build() {
    for (const StepPlace& place : index_.steps()) AddNodes(*place.step);
    for (const StepPlace& place : index_.steps()) AddEdges(place);
  }

 private:
  struct Nodes {
    std::vector<std::string> items;  // one without a name when single or rolling
    int whole = 0;
    int first = 0;   // of the items' nodes
    int dates = -1;  // the first of the dates' nodes
  };

  int Node(const std::string& name) {
    graph_.edges_.emplace_back();
    graph_.names_.push_back(name);
    return graph_.size() - 1;
  }

  void AddNodes(const Step& step) {
    if (nodes_.contains(&step)) return;
    Nodes nodes;
    nodes.items = index_.Items(step);
    if (nodes.items.empty()) nodes.items = {""};
    nodes.whole = Node(step.id());
    nodes.first = graph_.size();
    for (const std::string& item : nodes.items) {
      Node(item.empty() ? step.id() : absl::StrCat(step.id(), "/", item));
    }
    if (index_.IsScheduled(step)) {
      nodes.dates = graph_.size();
      for (size_t i = 0; i < nodes.items.size(); ++i) Node(graph_.NameOf(nodes.first + i));
    }
    for (size_t i = 0; i < nodes.items.size(); ++i) {
      Edge(nodes.whole, nodes.first + i, "");
      if (nodes.dates >= 0) Edge(nodes.first + i, nodes.dates + i, "");
    }
    nodes_.emplace(&step, std::move(nodes));
  }

  void Edge(int from, int to, const std::string& reason, bool fact = false) {
    if (graph_.reasons_.empty() || graph_.reasons_.back() != reason) {
      graph_.reasons_.push_back(reason);
    }
    graph_.edges_[from].push_back({to, fact, static_cast<int>(graph_.reasons_.size()) - 1});
  }

  void AddEdges(const StepPlace& place) {
    const Step& step = *place.step;
    const Nodes& own = nodes_.at(&step);
    for (int i = 0; i < static_cast<int>(own.items.size()); ++i) {
      const Item* item = i < step.items_size() ? &step.items(i) : nullptr;
      AddOrder(place, own, i, item);
      AddDates(place, own, i, item);
    }
    AddFacts(place, own);
  }

  void AddOrder(const StepPlace& place, const Nodes& own, int i, const Item* item) {
    const int from = own.first + i;
    const auto all = [&](const auto& references, const std::string& path) {
      for (int r = 0; r < references.size(); ++r) {
        const int to = Settled(references.Get(r), *place.step, own, i);
        if (to >= 0) Edge(from, to, absl::StrCat(path, "[", r, "]"));
      }
    };
    all(place.step->needs(), place.path + ".needs");
    all(place.step->after(), place.path + ".after");
    if (place.phase != nullptr) all(place.phase->needs(), place.phase_path + ".needs");
    if (item != nullptr) {
      const std::string path = absl::StrCat(place.path, ".items[", i, "]");
      all(item->needs(), path + ".needs");
      all(item->after(), path + ".after");
    }
    if (const StepPlace* missed = index_.Find(place.step->makes_up())) {
      Edge(from, nodes_.at(missed->step).whole, place.path + ".makes_up");
    }
  }

  void AddDates(const StepPlace& place, const Nodes& own, int i, const Item* item) {
    const Step& step = *place.step;
    const auto moment = [&](int from, const Moment& at, const std::string& path) {
      for (const std::string* anchor : {&at.at(), &at.before(), &at.after()}) {
        if (anchor->empty()) continue;
        const int to = Dated(*anchor, step, own, i);
        if (to >= 0 && to != from) Edge(from, to, path);
      }
    };
    const std::string path = absl::StrCat(place.path, ".items[", i, "]");
    const auto either = [&](bool has, const Moment& its, const Moment& common, const char* key) {
      moment(own.first + i, has ? its : common, absl::StrCat(has ? path : place.path, ".", key));
    };
    either(item != nullptr && item->has_open(), item ? item->open() : Moment(), step.open(),
           "open");
    either(item != nullptr && item->has_due(), item ? item->due() : Moment(), step.due(), "due");
    either(item != nullptr && item->has_close(), item ? item->close() : Moment(), step.close(),
           "close");
    if (own.dates < 0) return;
    if (item != nullptr && item->has_at()) {
      moment(own.dates + i, item->at(), path + ".at");
    } else {
      moment(own.dates + i, step.from(), place.path + ".from");
    }
  }

  void AddFacts(const StepPlace& place, const Nodes& own) {
    std::set<const Step*> writers;
    const auto read = [&](const kasvu::v1::Condition& condition, const std::string& path) {
      VisitComparisons(condition, path,
                       [&](const std::string& name, const std::string&, const std::string& at) {
                         const auto fact = index_.spec().facts().find(name);
                         if (fact == index_.spec().facts().end()) return;
                         const StepPlace* writer = index_.Find(fact->second.step());
                         if (writer == nullptr || !writers.insert(writer->step).second) return;
                         for (size_t i = 0; i < own.items.size(); ++i) {
                           Edge(own.first + i, nodes_.at(writer->step).whole, at, true);
                         }
                       });
    };
    read(place.step->when(), place.path + ".when");
    if (place.phase != nullptr) read(place.phase->opens(), place.phase_path + ".opens");
  }

  // Which item of `other` a reference from item `i` of `step` means; -1 for all of them, -2 for
  // none that is known beforehand.
  int ItemOf(std::string_view word, const Step& step, const Nodes& own, int i, const Step& other) {
    const std::vector<std::string>& items = nodes_.at(&other).items;
    if (word == "next") return -2;
    if (word == "first") return 0;
    if (word == "last") return static_cast<int>(items.size()) - 1;
    const bool shared = index_.SharesItems(step, other);
    if (word.empty() && !shared) return index_.IsSeries(other) ? -1 : 0;
    const std::string_view name = word.empty() ? std::string_view(own.items[i]) : word;
    const auto found = std::find(items.begin(), items.end(), name);
    return found == items.end() ? -1 : static_cast<int>(found - items.begin());
  }

  int Settled(const std::string& reference, const Step& step, const Nodes& own, int i) {
    const StepPlace* other = index_.Find(StepPart(reference));
    if (other == nullptr) return -1;
    const Nodes& nodes = nodes_.at(other->step);
    const int item = ItemOf(ItemPart(reference), step, own, i, *other->step);
    return item == -2 ? -1 : item == -1 ? nodes.whole : nodes.first + item;
  }

  int Dated(const std::string& anchor, const Step& step, const Nodes& own, int i) {
    const Step* other = nullptr;
    std::string_view item;
    if (anchor == "this") {
      const StepPlace* missed = index_.Find(step.makes_up());
      other = missed != nullptr ? missed->step : index_.Base(step);
      if (other == nullptr) return own.dates < 0 ? -1 : own.dates + i;
    } else if (const StepPlace* place = index_.Find(StepPart(anchor))) {
      other = place->step;
      item = ItemPart(anchor);
    }
    if (other == nullptr) return -1;
    const Nodes& nodes = nodes_.at(other);
    const int found = ItemOf(item, step, own, i, *other);
    if (found < 0) return -1;
    return (nodes.dates >= 0 ? nodes.dates : nodes.first) + found;
  }

  const TemplateIndex& index_;
  DependencyGraph& graph_;
  std::map<const Step*, Nodes> nodes_;
};

DependencyGraph::DependencyGraph(const TemplateIndex& index) {
  DependencyBuilder(index, *this).Build();
}

}  // namespace kasvu::workflows
