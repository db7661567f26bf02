#include "services/engine/engine_server.h"

#include <optional>

#include "errors/error.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/remembered.h"
#include "workflows/cohort/decide.h"

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

// What the order would come to, on what the store holds now.
absl::Status Rehearse(Engine& engine, Order& order) {
  const absl::Time now = engine.clock().Now();
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, LoadCohort(*engine.store().TakeSnapshot(),
                                                         engine.programs(), order.cohort, now));
  if (order.decide) {
    KASVU_ASSIGN_OR_RETURN(const WideDecision decision, order.decide(loaded.At(now)));
    return order.answer({.cohort = order.cohort,
                         .record = nullptr,
                         .remembered = decision.remembered,
                         .position = loaded.head.position(),
                         .view = loaded.At(now)});
  }
  KASVU_ASSIGN_OR_RETURN(const workflows::Decision decision,
                         workflows::Decide(loaded.At(now), *order.command, order.doer));
  kasvu::storage::v1::HistoryRecord record;
  for (const auto& event : decision.events) {
    workflows::Apply(loaded.image, event);
    *record.add_events() = event;
  }
  const std::string remembered = RememberedResults(order.cohort, decision.results);
  const Outcome outcome{.cohort = order.cohort,
                        .record = &record,
                        .remembered = remembered,
                        .position = loaded.head.position(),
                        .view = loaded.At(now)};
  return order.answer(outcome);
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
  order.seal = std::move(instruction.seal);
  order.actor = call.actor.name();
  order.rpc = call.method->name();
  order.connection = call.connection;
  order.expires = call.expires;
  if (instruction.dry_run) return order;
  order.request_id = call.request_id;
  order.fingerprint = engine_.vault().KeyedHash("request", services::RequestBytes(call, request));
  return order;
}

void EngineServer::DryRun(Order order) {
  auto shared = std::make_shared<Order>(std::move(order));
  const absl::Status admitted =
      engine_.workers().Admit(services::Lane::kReads, shared->connection.value_or(0),
                              [this, shared] { shared->done(Rehearse(engine_, *shared)); });
  if (!admitted.ok()) shared->done(admitted);
}

}  // namespace kasvu::engine
