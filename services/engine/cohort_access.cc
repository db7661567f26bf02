#include "services/engine/cohort_access.h"

#include <string>

namespace kasvu::engine {
namespace {

// A cohort without a region or an owner lies in no scope of that kind.
bool IsScope(std::string_view scope, std::string_view collection, std::string_view id) {
  return !id.empty() && scope.starts_with(collection) && scope.substr(collection.size()) == id;
}

}  // namespace

CohortAccess AccessTo(const storage::v1::CohortState& cohort, const services::Actor& actor,
                      const services::Mandates& mandates, std::string_view date) {
  CohortAccess access;
  access.doer.is_operator = actor.is_operator();
  if (actor.is_operator()) return access;
  access.doer.person = actor.person();
  const std::string self = "cohorts/" + cohort.id();
  for (const services::RoleAtScope& held : mandates.RolesOf(actor.person(), date)) {
    const bool here = held.scope == "*" || held.scope == self ||
                      IsScope(held.scope, "regions/", cohort.region()) ||
                      IsScope(held.scope, "organisations/", cohort.owner());
    if (here) access.doer.roles.insert(held.role);
    if (held.scope == self) access.of_cohort = true;
  }
  return access;
}

Sight SightOf(const workflows::CohortImage& image, const CohortAccess& access) {
  return SightOf(image, access.doer, access.of_cohort);
}

}  // namespace kasvu::engine
