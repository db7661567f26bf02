// The base of every service: binds handlers to the RPCs of a descriptor and does, once for all of
// them, what stands in rules.proto. Handlers know neither gRPC nor its contexts:
//
//   class PersonServer : public RpcService {
//    public:
//     explicit PersonServer(const Surroundings& surroundings)
//         : RpcService(kasvu::v1::PersonService::service_full_name(), surroundings) {
//       Answer("GetPerson", &PersonServer::GetPerson);
//     }
//    private:
//     absl::Status GetPerson(const Call&, const GetPersonRequest&, Person&);
//   };
//
// Before a handler runs: the request is readable and UTF-8, keeps the rules of its fields and has a
// request_id if it changes something; the actor is known and may try; the deadline has not passed.
// An RPC that is not bound answers UNIMPLEMENTED.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/codegen/server_callback_handlers.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server_context.h"
#include "services/common/call.h"
#include "services/common/clock.h"
#include "services/common/mandates.h"
#include "services/common/method_rules.h"
#include "services/common/received.h"
#include "services/common/workers.h"

namespace kasvu::services {

// What a service needs from outside; all of it outlives the service.
struct Surroundings {
  const Clock& clock;
  const Mandates& mandates;
  Workers& workers;
};

class RpcService : public grpc::Service {
 public:
  // The RPCs of the descriptor that no handler was bound to.
  std::vector<std::string> Unbound() const;

  // From now on calls are refused (SHUTTING_DOWN); those in flight go on.
  void StopTaking() { stopping_ = true; }
  // Waits until no call but streams is in flight; false when there still are some at `deadline`.
  bool WaitUntilIdle(std::chrono::system_clock::time_point deadline) {
    return counter_.WaitUntilNone(deadline);
  }

 protected:
  // `service` is the full name, "kasvu.v1.PersonService".
  RpcService(std::string_view service, const Surroundings& surroundings);

  // A handler that answers at once, on gRPC's own thread: it must not wait for the disk.
  template <class Service, class Request, class Response>
  void Answer(std::string_view method,
              absl::Status (Service::*handler)(const Call&, const Request&, Response&)) {
    AnswerLater<Request, Response>(
        method, [this, handler](const Call& call, const Request& request, Response& response,
                                Completion complete) {
          complete((static_cast<Service*>(this)->*handler)(call, request, response));
        });
  }

  // A handler that may wait: it runs on one of the workers.
  template <class Service, class Request, class Response>
  void AnswerOnWorker(std::string_view method,
                      absl::Status (Service::*handler)(const Call&, const Request&, Response&)) {
    AnswerLater<Request, Response>(
        method, [this, handler](const Call& call, const Request& request, Response& response,
                                Completion complete) {
          // A function object has to be copyable, a completion must not be.
          auto shared = std::make_shared<Completion>(std::move(complete));
          workers_.Run([this, handler, call, &request, &response, shared] {
            (*shared)((static_cast<Service*>(this)->*handler)(call, request, response));
          });
        });
  }

  // A handler that keeps the completion and calls it when it is done, from whatever thread. Request
  // and response live until then; the call only until the handler returns (copy it).
  template <class Service, class Request, class Response>
  void AnswerLater(std::string_view method,
                   void (Service::*handler)(const Call&, const Request&, Response&, Completion)) {
    AnswerLater<Request, Response>(
        method, [this, handler](const Call& call, const Request& request, Response& response,
                                Completion complete) {
          (static_cast<Service*>(this)->*handler)(call, request, response, std::move(complete));
        });
  }

  // The same for any function object of that shape.
  template <class Request, class Response, class Handler>
  void AnswerLater(std::string_view method, Handler handler) {
    const MethodRules* rules = Bind(method, Request::descriptor(), Response::descriptor(), false);
    auto* bound = new grpc::internal::CallbackUnaryHandler<Received<Request>, Response>(
        [this, handler, rules](grpc::CallbackServerContext* context,
                               const Received<Request>* request,
                               Response* response) -> grpc::ServerUnaryReactor* {
          // gRPC's own reactor is the only one that ends without a hop to another thread.
          grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
          Completion complete(reactor, rules, &counter_);
          const absl::StatusOr<Call> call =
              Begin(*rules, *context, request->message, request->readable);
          if (call.ok()) {
            handler(*call, request->message, *response, std::move(complete));
          } else {
            complete(call.status());
          }
          return reactor;
        });
    Add(*rules, grpc::internal::RpcMethod::NORMAL_RPC, bound);
  }

  // A server stream: the handler returns a reactor that ends and deletes itself, or the error.
  template <class Service, class Request, class Response>
  void Stream(std::string_view method, absl::StatusOr<grpc::ServerWriteReactor<Response>*> (
                                           Service::*handler)(const Call&, const Request&)) {
    const MethodRules* rules = Bind(method, Request::descriptor(), Response::descriptor(), true);
    auto* bound = new grpc::internal::CallbackServerStreamingHandler<Received<Request>, Response>(
        [this, handler, rules](
            grpc::CallbackServerContext* context,
            const Received<Request>* request) -> grpc::ServerWriteReactor<Response>* {
          absl::StatusOr<Call> call = Begin(*rules, *context, request->message, request->readable);
          if (!call.ok()) return new Refusal<Response>(ToGrpc(call.status(), rules->name()));
          auto reactor = (static_cast<Service*>(this)->*handler)(*call, request->message);
          if (!reactor.ok()) return new Refusal<Response>(ToGrpc(reactor.status(), rules->name()));
          return *reactor;
        });
    Add(*rules, grpc::internal::RpcMethod::SERVER_STREAMING, bound);
  }

  const Clock& clock() const { return clock_; }
  const Mandates& mandates() const { return mandates_; }

 private:
  // A stream that ends before it began.
  template <class Response>
  class Refusal : public grpc::ServerWriteReactor<Response> {
   public:
    explicit Refusal(grpc::Status status) { this->Finish(std::move(status)); }
    void OnDone() override { delete this; }
  };

  // The rules of `method`; ends the program when there is no such RPC of these types.
  const MethodRules* Bind(std::string_view method, const google::protobuf::Descriptor* request,
                          const google::protobuf::Descriptor* response, bool streams);
  void Add(const MethodRules& rules, grpc::internal::RpcMethod::RpcType type,
           grpc::internal::MethodHandler* handler);
  absl::StatusOr<Call> Begin(const MethodRules& rules, const grpc::CallbackServerContext& context,
                             const google::protobuf::Message& request, bool readable) const;

  const google::protobuf::ServiceDescriptor* const descriptor_;
  const Clock& clock_;
  const Mandates& mandates_;
  Workers& workers_;
  std::vector<std::unique_ptr<MethodRules>> rules_;
  int methods_ = 0;
  std::atomic<bool> stopping_ = false;
  CallCounter counter_;
};

}  // namespace kasvu::services
