// What the engine's two services have in common: how a request becomes an order for the committer
// and an outcome becomes a response.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/common/request_log.h"
#include "services/common/rpc_service.h"
#include "services/engine/access.h"
#include "services/engine/engine.h"
#include "services/engine/order.h"

namespace kasvu::engine {

// A place under a cohort that the actor sees.
struct Place {
  std::string cohort;
  workflows::OwnerRef owner;
  Access access;
};

// What a request comes to.
struct Instruction {
  std::string cohort;
  workflows::Command command;
  workflows::Doer doer;
  bool dry_run = false;
  LateSeal seal = {};  // of the command's words; may be empty
};

class EngineServer : public services::RpcService {
 protected:
  using Call = services::Call;

  EngineServer(std::string_view service, Engine& engine, const services::Surroundings& surroundings)
      : RpcService(service, surroundings), engine_(engine) {}

  // The place that `name` names, which is of `kind` and which the actor sees; otherwise the
  // NOT_FOUND of that kind.
  absl::StatusOr<Place> Reach(const Call& call, const std::string& name,
                              kasvu::storage::v1::Owner kind);
  // The same, of whatever kind.
  absl::StatusOr<Place> ReachAny(const Call& call, const std::string& name);
  // The same for who is to record work there, which a fellow may do without seeing it.
  absl::StatusOr<Place> ReachToAct(const Call& call, const std::string& name);
  // The same for who coordinates the cohort; NOT_ALLOWED for others who see it.
  absl::StatusOr<Place> Coordinated(const Call& call, const std::string& name,
                                    kasvu::storage::v1::Owner kind);

  // Binds an RPC that changes a cohort: `read` makes an instruction of the request, `answer` fills
  // the response from what became of it.
  template <class Service, class Request, class Response>
  void Commands(std::string_view method,
                absl::StatusOr<Instruction> (Service::*read)(const Call&, const Request&),
                absl::Status (*answer)(const Request&, const Outcome&, Response&)) {
    this->template AnswerLater<Request, Response>(
        method, [this, read, answer](const Call& call, const Request& request, Response& response,
                                     services::Completion complete) {
          // Before anything is read for it.
          if (const absl::Status room = CheckRoom(call, request); !room.ok()) {
            return complete(room);
          }
          Carry(call, request, response, answer,
                (static_cast<Service*>(this)->*read)(call, request), std::move(complete));
        });
  }

  // OVERLOADED when the committer has no room for what the request wants of it: a dry run is none
  // of its business.
  template <class Request>
  absl::Status CheckRoom(const Call& call, const Request& request) {
    if constexpr (requires { request.validate_only(); }) {
      if (request.validate_only()) return absl::OkStatus();
    }
    if (engine_.committer().HasRoom(call.connection)) return absl::OkStatus();
    return engine_.committer().Refuse();
  }

  // An order in the name of the call.
  Order OrderOf(const Call& call, const google::protobuf::Message& request,
                Instruction instruction) const;

  // Answers the orders by what they would come to, one after the other, on what the store holds
  // now. Decided on a worker, and nothing is written.
  void DryRun(std::vector<Order> orders);
  void DryRun(Order order);

  Engine& engine() { return engine_; }

 private:
  template <class Request, class Response>
  void Carry(const Call& call, const Request& request, Response& response,
             absl::Status (*answer)(const Request&, const Outcome&, Response&),
             absl::StatusOr<Instruction> instruction, services::Completion complete) {
    if (!instruction.ok()) return complete(instruction.status());
    const bool dry_run = instruction->dry_run;
    Order order = OrderOf(call, request, *std::move(instruction));
    order.answer = [&request, &response, answer](const Outcome& outcome) {
      return answer(request, outcome, response);
    };
    order.done = std::move(complete);
    if (!dry_run) return engine_.committer().Submit(std::move(order));
    DryRun(std::move(order));
  }

  Engine& engine_;
};

}  // namespace kasvu::engine
