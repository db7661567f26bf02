#include "workflows/cohort/matching.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace kasvu::workflows {
namespace {

// One search tree of Edmonds' algorithm: alternating paths from a free root, odd cycles shrunk
// into their base.
class PathSearch {
 public:
  PathSearch(const std::vector<std::vector<bool>>& joined, std::vector<int>& partner)
      : joined_(joined),
        partner_(partner),
        size_(static_cast<int>(joined.size())),
        parent_(size_, -1),
        base_(size_),
        reached_(size_, false) {
    for (int i = 0; i < size_; ++i) base_[i] = i;
  }

  // Pairs `root` by turning over a path to another free vertex, when there is one.
  void Augment(int root) {
    int end = FindFree(root);
    while (end != -1) {
      const int before = parent_[end];
      const int next = partner_[before];
      partner_[end] = before;
      partner_[before] = end;
      end = next;
    }
  }

 private:
  int FindFree(int root) {
    reached_[root] = true;
    waiting_.push_back(root);
    while (!waiting_.empty()) {
      const int from = waiting_.front();
      waiting_.pop_front();
      for (int to = 0; to < size_; ++to) {
        if (!joined_[from][to] || base_[from] == base_[to] || partner_[from] == to) continue;
        if (to == root || (partner_[to] != -1 && parent_[partner_[to]] != -1)) {
          Shrink(from, to);
        } else if (parent_[to] == -1) {
          parent_[to] = from;
          if (partner_[to] == -1) return to;
          Reach(partner_[to]);
        }
      }
    }
    return -1;
  }

  void Reach(int vertex) {
    if (reached_[vertex]) return;
    reached_[vertex] = true;
    waiting_.push_back(vertex);
  }

  void Shrink(int from, int to) {
    const int shared = SharedBase(from, to);
    std::vector<bool> inside(size_, false);
    MarkPath(from, shared, to, inside);
    MarkPath(to, shared, from, inside);
    for (int i = 0; i < size_; ++i) {
      if (!inside[base_[i]]) continue;
      base_[i] = shared;
      Reach(i);
    }
  }

  int SharedBase(int a, int b) const {
    std::vector<bool> on_path(size_, false);
    for (int i = base_[a];; i = base_[parent_[partner_[i]]]) {
      on_path[i] = true;
      if (partner_[i] == -1) break;
    }
    int i = base_[b];
    while (!on_path[i]) i = base_[parent_[partner_[i]]];
    return i;
  }

  void MarkPath(int vertex, int shared, int child, std::vector<bool>& inside) {
    while (base_[vertex] != shared) {
      inside[base_[vertex]] = true;
      inside[base_[partner_[vertex]]] = true;
      parent_[vertex] = child;
      child = partner_[vertex];
      vertex = parent_[partner_[vertex]];
    }
  }

  const std::vector<std::vector<bool>>& joined_;
  std::vector<int>& partner_;
  const int size_;
  std::vector<int> parent_;
  std::vector<int> base_;
  std::vector<bool> reached_;
  std::deque<int> waiting_;
};

}  // namespace

std::vector<int> LargestMatching(const std::vector<std::vector<bool>>& joined) {
  const int size = static_cast<int>(joined.size());
  std::vector<int> partner(size, -1);
  for (int a = 0; a < size; ++a) {  // a greedy start leaves little to search
    for (int b = a + 1; b < size && partner[a] == -1; ++b) {
      if (!joined[a][b] || partner[b] != -1) continue;
      partner[a] = b;
      partner[b] = a;
    }
  }
  for (int root = 0; root < size; ++root) {
    if (partner[root] == -1) PathSearch(joined, partner).Augment(root);
  }
  return partner;
}

std::vector<int> CheapestAssignment(const std::vector<std::vector<int64_t>>& cost) {
  const int size = static_cast<int>(cost.size());
  constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
  // Rows and columns count from 1; 0 stands for "none yet". The prices keep cost[r][c] - row -
  // column at least 0, and at 0 for what is assigned.
  std::vector<int64_t> row_price(size + 1, 0), column_price(size + 1, 0);
  std::vector<int> row_of(size + 1, 0), before(size + 1, 0);
  for (int row = 1; row <= size; ++row) {
    row_of[0] = row;
    std::vector<int64_t> slack(size + 1, kNever);
    std::vector<bool> done(size + 1, false);
    int column = 0;
    do {
      done[column] = true;
      int64_t least = kNever;
      int next = 0;
      for (int c = 1; c <= size; ++c) {
        if (done[c]) continue;
        const int64_t reduced =
            cost[row_of[column] - 1][c - 1] - row_price[row_of[column]] - column_price[c];
        if (reduced < slack[c]) {
          slack[c] = reduced;
          before[c] = column;
        }
        if (slack[c] < least) {
          least = slack[c];
          next = c;
        }
      }
      for (int c = 0; c <= size; ++c) {
        if (done[c]) {
          row_price[row_of[c]] += least;
          column_price[c] -= least;
        } else if (slack[c] != kNever) {
          slack[c] -= least;
        }
      }
      column = next;
    } while (row_of[column] != 0);
    for (; column != 0; column = before[column]) row_of[column] = row_of[before[column]];
  }
  std::vector<int> columns(size, 0);
  for (int c = 1; c <= size; ++c) columns[row_of[c] - 1] = c - 1;
  return columns;
}

}  // namespace kasvu::workflows
