#include "services/common/actor.h"

#include "services/common/errors.h"
#include "services/common/forms.h"

namespace kasvu::services {

absl::StatusOr<Actor> ParseActor(std::optional<std::string_view> metadata) {
  if (!metadata || metadata->empty() || *metadata == kOperatorName) return Actor::Operator();
  if (!metadata->starts_with("persons/") || !IsName(*metadata)) return ActorInvalid();
  return Actor::Person(std::string(*metadata));
}

}  // namespace kasvu::services
