#include "services/common/mandate_table.h"

#include <mutex>

namespace kasvu::services {

using kasvu::v1::DirectoryChange;
using kasvu::v1::Mandate;

bool Holds(const Mandate& mandate, std::string_view date) {
  if (date < std::string_view(mandate.from_date())) return false;
  return mandate.until_date().empty() || date <= std::string_view(mandate.until_date());
}

std::vector<RoleAtScope> MandateTable::RolesOf(std::string_view person,
                                               std::string_view date) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_person_.find(person);
  if (found == by_person_.end()) return {};
  std::vector<RoleAtScope> roles;
  for (const auto& [name, mandate] : found->second) {
    if (Holds(mandate, date)) roles.push_back({mandate.role(), mandate.scope()});
  }
  return roles;
}

void MandateTable::Put(const Mandate& mandate) {
  const std::unique_lock lock(mutex_);
  by_person_[mandate.person()].insert_or_assign(mandate.name(), mandate);
}

void MandateTable::Erase(std::string_view person) {
  const std::unique_lock lock(mutex_);
  const auto found = by_person_.find(person);
  if (found != by_person_.end()) by_person_.erase(found);
}

void MandateTable::Clear() {
  const std::unique_lock lock(mutex_);
  by_person_.clear();
}

void MandateTable::Apply(const DirectoryChange& change) {
  if (change.has_mandate()) Put(change.mandate());
  if (!change.erased_person().empty()) Erase(change.erased_person());
}

}  // namespace kasvu::services
