#include "services/directory/visibility.h"

namespace kasvu::directory {

using kasvu::v1::Mandate;
using kasvu::v1::Person;
using services::Call;
using services::Mandates;

bool Coordinates(const Call& call, const Mandates& mandates) {
  return call.actor.is_operator() ||
         mandates.HasRoleAnywhere(call.actor.person(), call.today, "coordinator");
}

std::optional<Person> Visible(const Call& call, const Mandates& mandates, const Person& person) {
  if (Coordinates(call, mandates) || call.actor.person() == person.name()) return person;
  // Whoever has a part in running things is known by name to those for whom she does it.
  if (mandates.RolesOf(call.actor.person(), call.today).empty() &&
      mandates.RolesOf(person.name(), call.today).empty()) {
    return std::nullopt;
  }
  Person named;
  named.set_name(person.name());
  named.set_display_name(person.display_name());
  named.set_language(person.language());
  return named;
}

bool MayGrant(const Call& call, const Mandates& mandates, const Mandate& mandate) {
  if (call.actor.is_operator()) return true;
  return mandate.role() != "publisher" &&
         mandates.HasRole(call.actor.person(), call.today, "coordinator", mandate.scope());
}

}  // namespace kasvu::directory
