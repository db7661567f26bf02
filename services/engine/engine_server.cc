#include "services/engine/engine_server.h"

#include <optional>

#include "errors/error.h"
#include "services/engine/batch.h"
#include "services/engine/cohort_cache.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/requests.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Owner;

absl::Status NotFound(const std::string& name, Owner kind) {
  switch (kind) {
    case kasvu::storage::v1::OWNER_GROUP:
      return GroupNotFound(name);
    case kasvu::storage::v1::OWNER_LINK:
      return LinkNotFound(name);
    case kasvu::storage::v1::OWNER_ENROLMENT:
      return EnrolmentNotFound(name);
    default:
      return CohortNotFound(name);
  }
}

}  // namespace

absl::StatusOr<Place> EngineServer::ReachToAct(const Call& call, const std::string& name) {
  const std::optional<OwnerPlace> place = ParseOwner(name);
  if (!place) return CohortNotFound(name);
  // No snapshot for those who need none: taking one waits for whoever writes.
  if (call.actor.is_operator()) return Place{place->cohort, place->owner, Access::OfOperator()};
  KASVU_ASSIGN_OR_RETURN(
      Access access, Access::Of(*engine_.store().TakeSnapshot(), mandates(), call, place->cohort));
  KASVU_RETURN_IF_ERROR(access.CheckActs(place->cohort, place->owner));
  return Place{place->cohort, place->owner, std::move(access)};
}

absl::StatusOr<Place> EngineServer::ReachAny(const Call& call, const std::string& name) {
  KASVU_ASSIGN_OR_RETURN(Place place, ReachToAct(call, name));
  if (call.actor.is_operator()) return place;
  KASVU_RETURN_IF_ERROR(place.access.CheckSees(place.cohort, place.owner));
  return place;
}

absl::StatusOr<Place> EngineServer::Reach(const Call& call, const std::string& name, Owner kind) {
  const std::optional<OwnerPlace> place = ParseOwner(name);
  if (!place || place->owner.owner != kind) return NotFound(name, kind);
  return ReachAny(call, name);
}

absl::StatusOr<Place> EngineServer::Coordinated(const Call& call, const std::string& name,
                                                Owner kind) {
  KASVU_ASSIGN_OR_RETURN(Place place, Reach(call, name, kind));
  KASVU_RETURN_IF_ERROR(place.access.CheckCoordinates(call));
  return place;
}

Order EngineServer::OrderOf(const Call& call, const google::protobuf::Message& request,
                            Instruction instruction) const {
  Order order;
  order.cohort = std::move(instruction.cohort);
  order.command = std::move(instruction.command);
  order.doer = std::move(instruction.doer);
  order.actor = call.actor.name();
  order.rpc = call.method->name();
  order.connection = call.connection;
  order.expires = call.expires;
  // What is not written is not kept, and no key is made for its words.
  if (instruction.dry_run) return order;
  order.seal = std::move(instruction.seal);
  order.request_id = call.request_id;
  order.fingerprint = engine_.vault().KeyedHash("request", services::RequestBytes(call, request));
  return order;
}

void EngineServer::DryRun(Order order) {
  std::vector<Order> one;
  one.push_back(std::move(order));
  DryRun(std::move(one));
}

void EngineServer::DryRun(std::vector<Order> orders) {
  if (orders.empty()) return;
  const uint64_t connection = orders.front().connection.value_or(0);
  auto batch = std::make_shared<Batch>(std::move(orders), engine_.clock().Now());
  const absl::Status admitted =
      engine_.workers().Admit(services::Lane::kReads, connection, [=, this] {
        CohortCache cache(engine_.programs());
        Requests requests;
        const absl::Status decided =
            batch->Decide(*engine_.store().TakeSnapshot(), cache, requests);
        batch->Answer(decided);
      });
  if (!admitted.ok()) batch->Answer(admitted);
}

}  // namespace kasvu::engine
