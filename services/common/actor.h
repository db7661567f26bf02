// Who makes a call. Until accounts exist the client names the actor in the metadata `kasvu-actor`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kasvu::services {

inline constexpr char kActorMetadata[] = "kasvu-actor";
inline constexpr std::string_view kOperatorName = "operator";

// The operator of the server, who may do everything, or a person.
class Actor {
 public:
  static Actor Operator() { return Actor(std::string()); }
  static Actor Person(std::string name) { return Actor(std::move(name)); }

  bool is_operator() const { return person_.empty(); }
  // persons/…; empty for the operator.
  const std::string& person() const { return person_; }
  // As history names it: persons/… or `operator`.
  std::string name() const { return is_operator() ? std::string(kOperatorName) : person_; }

 private:
  explicit Actor(std::string person) : person_(std::move(person)) {}
  std::string person_;
};

// The actor that metadata names; the operator when there is none. INVALID_ARGUMENT (ACTOR_INVALID)
// for anything but `operator` and a person's name.
absl::StatusOr<Actor> ParseActor(std::optional<std::string_view> metadata);

}  // namespace kasvu::services
