#include "services/common/mandates.h"

#include <algorithm>

namespace kasvu::services {

bool Mandates::HasRole(std::string_view person, std::string_view date, std::string_view role,
                       std::string_view scope) const {
  const std::vector<RoleAtScope> roles = RolesOf(person, date);
  return std::any_of(roles.begin(), roles.end(), [&](const RoleAtScope& held) {
    return held.role == role && (held.scope == scope || held.scope == "*");
  });
}

bool Mandates::HasRoleAnywhere(std::string_view person, std::string_view date,
                               std::string_view role) const {
  const std::vector<RoleAtScope> roles = RolesOf(person, date);
  return std::any_of(roles.begin(), roles.end(),
                     [&](const RoleAtScope& held) { return held.role == role; });
}

}  // namespace kasvu::services
