// Unary calls as the load generator makes them: asynchronous, over a few connections.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/load.h"

namespace kasvu::bench {

// The connections of one load, each with a socket of its own; the same number for whatever is
// compared.
std::vector<std::shared_ptr<grpc::Channel>> Connect(const std::string& address);

// Stubs over all of them, taken in turn.
template <typename Service>
class Stubs {
 public:
  explicit Stubs(const std::string& address) {
    for (const auto& channel : Connect(address)) stubs_.push_back(Service::NewStub(channel));
  }

  typename Service::Stub& Of(int index) const { return *stubs_[index % stubs_.size()]; }

 private:
  std::vector<std::unique_ptr<typename Service::Stub>> stubs_;
};

// Calls `method` of a stub's async interface; `done` hears of its outcome.
template <typename Async, typename Request, typename Response>
void Start(Async* async,
           void (Async::*method)(grpc::ClientContext*, const Request*, Response*,
                                 std::function<void(grpc::Status)>),
           Request request, Done done) {
  struct Exchange {
    grpc::ClientContext context;
    Request request;
    Response response;
  };
  auto exchange = std::make_shared<Exchange>();
  exchange->request = std::move(request);
  (async->*method)(&exchange->context, &exchange->request, &exchange->response,
                   [exchange, done = std::move(done)](const grpc::Status& status) {
                     done(status.ok() ? "" : status.error_message());
                   });
}

}  // namespace kasvu::bench
