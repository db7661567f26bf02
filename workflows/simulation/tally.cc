#include "workflows/simulation/tally.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

template <typename Key>
void AddSums(const std::map<Key, int64_t>& from, std::map<Key, int64_t>& to) {
  for (const auto& [key, sum] : from) to[key] += sum;
}

}  // namespace

void Tally::Add(const Tally& other) {
  runs += other.runs;
  accepted += other.accepted;
  started += other.started;
  completed += other.completed;
  engaged += other.engaged;
  AddSums(other.runs_by_completed, runs_by_completed);
  AddSums(other.overdue, overdue);
  AddSums(other.refused, refused);
  for (const auto& [id, end] : other.ends) {
    ends[id].kind = end.kind;
    ends[id].people += end.people;
  }
  for (const auto& [key, step] : other.stuck) {
    stuck[key].left += step.left;
    stuck[key].kept += step.kept;
  }
  for (const auto& [key, session] : other.sessions) {
    SessionTally& sum = sessions[key];
    sum.first = std::min(sum.first, session.first);
    sum.held += session.held;
    sum.present += session.present;
    sum.absent += session.absent;
    sum.gone += session.gone;
  }
  for (const auto& [role, load] : other.roles) {
    RoleTally& sum = roles[role];
    sum.people = std::max(sum.people, load.people);
    AddSums(load.minutes, sum.minutes);
  }
}

}  // namespace kasvu::workflows
