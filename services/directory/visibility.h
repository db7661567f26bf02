// Who may see whom.
#pragma once

#include <optional>

#include "kasvu/v1/person_service.pb.h"
#include "services/common/call.h"
#include "services/common/mandates.h"

namespace kasvu::directory {

// Whether the actor is the operator or coordinates anything.
bool Coordinates(const services::Call& call, const services::Mandates& mandates);

// As much of `person` as the actor may see: everything for coordinators and for herself; the name
// and language for whoever has any mandate, and of whoever has one: a participant knows what her
// mentor is called. Nothing else.
std::optional<kasvu::v1::Person> Visible(const services::Call& call,
                                         const services::Mandates& mandates,
                                         const kasvu::v1::Person& person);

// Whether the actor may grant or end `mandate`.
bool MayGrant(const services::Call& call, const services::Mandates& mandates,
              const kasvu::v1::Mandate& mandate);

}  // namespace kasvu::directory
