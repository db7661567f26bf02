#include "workflows/simulation/expectations.h"

namespace kasvu::workflows {

bool Expectations::Open(OwnerRef owner, const std::string& key, absl::Time due) {
  const auto [found, fresh] = open_[owner].emplace(key, due);
  if (!fresh) found->second = due;
  return fresh;
}

bool Expectations::IsOpen(OwnerRef owner, const std::string& key) const {
  const auto dues = open_.find(owner);
  return dues != open_.end() && dues->second.contains(key);
}

void Expectations::Settle(OwnerRef owner, const std::string& key, absl::Time at) {
  const auto dues = open_.find(owner);
  if (dues == open_.end()) return;
  const auto found = dues->second.find(key);
  if (found == dues->second.end()) return;
  Count(found->second, at);
  dues->second.erase(found);
}

void Expectations::End(OwnerRef owner, absl::Time at) {
  const auto dues = open_.find(owner);
  if (dues == open_.end()) return;
  for (const auto& [key, due] : dues->second) Count(due, at);
  open_.erase(dues);
}

void Expectations::EndAll(absl::Time at) {
  for (const auto& [owner, dues] : open_) {
    for (const auto& [key, due] : dues) Count(due, at);
  }
  open_.clear();
}

// Overdue at the end of each week that ends after `due` and not after `until`.
void Expectations::Count(absl::Time due, absl::Time until) {
  if (due >= until) return;
  const int last = weeks_.Of(until);
  for (int week = weeks_.Of(due - absl::Microseconds(1)); week < last; ++week) ++overdue_[week];
}

}  // namespace kasvu::workflows
