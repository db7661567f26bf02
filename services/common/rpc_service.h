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
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_unary_call.h"
#include "services/common/call.h"
#include "services/common/call_meter.h"
#include "services/common/call_queue.h"
#include "services/common/clock.h"
#include "services/common/mandates.h"
#include "services/common/method_rules.h"
#include "services/common/received.h"
#include "services/common/watch_stream.h"
#include "services/common/workers.h"

namespace kasvu::services {

// What a service needs from outside; all of it outlives the service.
struct Surroundings {
  const Clock& clock;
  const Mandates& mandates;
  Workers& workers;
  // Calls that take longer are logged.
  std::chrono::nanoseconds slow_call = std::chrono::seconds(1);
  // Streams whose clients take nothing for longer are ended.
  std::chrono::nanoseconds unread_stream = std::chrono::minutes(1);
};

class RpcService : public grpc::Service {
 public:
  // The full name, "kasvu.v1.PersonService".
  const std::string& name() const { return descriptor_->full_name(); }
  // What was counted of each RPC since the start.
  void ReadMeters(const std::function<void(const MethodRules&, const CallMeter&)>& read) const;
  // The RPCs of the descriptor that no handler was bound to.
  std::vector<std::string> Unbound() const;

  // Takes calls through `queue`. Called once, by the server it was registered with.
  void Await(CallQueue& queue);

  // From now on calls are refused (SHUTTING_DOWN); those in flight go on.
  void StopTaking() { stopping_ = true; }
  // Waits until no call but streams is in flight; false when there still are some at `deadline`.
  bool WaitUntilIdle(std::chrono::system_clock::time_point deadline) {
    return counter_.WaitUntilNone(deadline);
  }

 protected:
  // `service` is the full name, "kasvu.v1.PersonService".
  RpcService(std::string_view service, const Surroundings& surroundings);

  // A handler that answers at once, on the thread that reads all calls: it must not wait for the
  // disk.
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
          OnWorker(call, std::move(complete),
                   [this, handler, call, &request, &response](Completion done) {
                     done((static_cast<Service*>(this)->*handler)(call, request, response));
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
    Bind(method, Request::descriptor(), Response::descriptor(), false,
         [this, handler](const Bound& bound, CallQueue& queue) {
           new UnaryCall<Request, Response, Handler>(*this, bound, handler, queue);
         });
  }

  // A server stream of what the handler's Watch brings, or the error. Neither may wait for the
  // disk.
  template <class Service, class Request, class Response>
  void Stream(std::string_view method,
              absl::StatusOr<Watch<Response>> (Service::*handler)(const Call&, const Request&)) {
    BindStream<Service, Request, Response>(method, handler, {.workers = nullptr});
  }

  // The same where both may wait: they run on the workers. The stream is opened as any call that
  // reads, and may be refused so.
  template <class Service, class Request, class Response>
  void StreamOnWorker(std::string_view method,
                      absl::StatusOr<Watch<Response>> (Service::*handler)(const Call&,
                                                                          const Request&)) {
    BindStream<Service, Request, Response>(method, handler, {.workers = &workers_});
  }

  // Runs `work` on one of the workers with the call's completion. Answers OVERLOADED when too much
  // waits there, and DEADLINE_PASSED when nobody waits for the answer by the time it would begin.
  template <class Work>
  void OnWorker(const Call& call, Completion complete, Work work) {
    // A function object has to be copyable, a completion must not be.
    auto shared = std::make_shared<Completion>(std::move(complete));
    const Lane lane = call.method->mutates() ? Lane::kChanges : Lane::kReads;
    const absl::Status admitted = workers_.Admit(
        lane, call.connection, [shared, work = std::move(work), expires = call.expires] {
          if (expires <= std::chrono::steady_clock::now()) return (*shared)(DeadlinePassed());
          work(std::move(*shared));
        });
    if (!admitted.ok()) (*shared)(admitted);
  }

  const Clock& clock() const { return clock_; }
  const Mandates& mandates() const { return mandates_; }

 private:
  struct Bound;
  // Makes ready for one call more of the RPC, to be told through the queue.
  using AwaitOne = std::function<void(const Bound&, CallQueue&)>;
  // An RPC with its handler.
  struct Bound {
    explicit Bound(const google::protobuf::MethodDescriptor* method) : rules(method) {}
    int index = 0;  // among the methods of the grpc::Service
    MethodRules rules;
    AwaitOne await;
    const std::unique_ptr<CallMeter> meter = std::make_unique<CallMeter>();
  };

  // From the wait for a call to the end of its answer; destroys itself.
  template <class Request, class Response, class Handler>
  class UnaryCall final : public OpenCall {
   public:
    UnaryCall(RpcService& service, const Bound& bound, const Handler& handler, CallQueue& queue)
        : OpenCall(queue), service_(service), bound_(bound), handler_(handler) {
      service_.RequestAsyncUnary(bound.index, &context_, &request_, &writer_, queue.get(),
                                 queue.get(), static_cast<Event*>(this));
    }

    void Happen(bool ok) override {
      // The server ended before a call came, or the answer has been sent.
      if (!ok || answered_) {
        delete this;
        return;
      }
      began_ = std::chrono::steady_clock::now();
      bound_.meter->Came();
      bound_.await(bound_, queue());
      Completion complete(this, &bound_.rules, &service_.counter_);
      const absl::StatusOr<Call> call =
          service_.Begin(bound_.rules, context_, request_.message, request_.readable);
      if (!call.ok()) return complete(call.status());
      handler_(*call, request_.message, response_, std::move(complete));
    }

    void Send() override {
      answered_ = true;
      service_.Ended(bound_, status().error_code(), began_);
      if (status().ok()) {
        writer_.Finish(response_, status(), static_cast<Event*>(this));
      } else {
        writer_.FinishWithError(status(), static_cast<Event*>(this));
      }
    }

   private:
    RpcService& service_;
    const Bound& bound_;
    const Handler& handler_;
    grpc::ServerContext context_;
    grpc::ServerAsyncResponseWriter<Response> writer_{&context_};
    Received<Request> request_;
    Response response_;
    Instant began_ = {};
    bool answered_ = false;
  };

  template <class Service, class Request, class Response, class Handler>
  void BindStream(std::string_view method, Handler handler, Looking looking) {
    looking.unread = unread_stream_;
    Bind(method, Request::descriptor(), Response::descriptor(), true,
         [this, handler, looking](const Bound& bound, CallQueue& queue) {
           new StreamCall<Service, Request, Response>(*this, bound, handler, queue, looking);
         });
  }

  template <class Service, class Request, class Response>
  class StreamCall final : public WatchStream<Response> {
   public:
    using Handler = absl::StatusOr<Watch<Response>> (Service::*)(const Call&, const Request&);

    StreamCall(RpcService& service, const Bound& bound, Handler handler, CallQueue& queue,
               const Looking& looking)
        : WatchStream<Response>(queue, looking),
          service_(service),
          bound_(bound),
          handler_(handler),
          waits_(looking.workers != nullptr) {
      service_.RequestAsyncServerStreaming(bound.index, &this->context(), &request_,
                                           &this->writer(), queue.get(), queue.get(), this->came());
    }
    ~StreamCall() override {
      if (came_) bound_.meter->Ended(this->ended_with(), std::chrono::steady_clock::now() - began_);
    }

   private:
    void Come() override {
      came_ = true;
      began_ = std::chrono::steady_clock::now();
      bound_.meter->Came();
      bound_.await(bound_, this->queue());
      const absl::StatusOr<Call> call =
          service_.Begin(bound_.rules, this->context(), request_.message, request_.readable);
      if (!call.ok()) return this->Refuse(ToGrpc(call.status(), bound_.rules.name()));
      if (!waits_) return Open(*call);
      const absl::Status admitted = service_.workers_.Admit(Lane::kReads, call->connection,
                                                            [this, call = *call] { Open(call); });
      if (!admitted.ok()) this->Refuse(ToGrpc(admitted, bound_.rules.name()));
    }

    void Open(const Call& call) {
      auto watch = (static_cast<Service&>(service_).*handler_)(call, request_.message);
      if (!watch.ok()) return this->Refuse(ToGrpc(watch.status(), bound_.rules.name()));
      this->Begin(*std::move(watch), &bound_.rules);
    }

    void Unread() override { service_.Unread(bound_); }

    RpcService& service_;
    const Bound& bound_;
    const Handler handler_;
    const bool waits_;
    Received<Request> request_;
    Instant began_ = {};
    bool came_ = false;
  };

  // Ends the program when there is no such RPC of these types.
  void Bind(std::string_view method, const google::protobuf::Descriptor* request,
            const google::protobuf::Descriptor* response, bool streams, AwaitOne await);
  absl::StatusOr<Call> Begin(const MethodRules& rules, const grpc::ServerContext& context,
                             const google::protobuf::Message& request, bool readable) const;

  // Counts a call that is being answered, and logs it when it was slow.
  void Ended(const Bound& bound, int code, Instant began) const;
  // The same for a stream whose client takes nothing.
  void Unread(const Bound& bound) const;

  const google::protobuf::ServiceDescriptor* const descriptor_;
  const std::chrono::nanoseconds slow_call_;
  const std::chrono::nanoseconds unread_stream_;
  const Clock& clock_;
  const Mandates& mandates_;
  Workers& workers_;
  std::vector<std::unique_ptr<Bound>> bound_;
  std::atomic<bool> stopping_ = false;
  CallCounter counter_;
};

}  // namespace kasvu::services
