// What a handler knows of its call, and how it ends one that is not answered at once.
#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/support/server_callback.h"
#include "services/common/actor.h"
#include "services/common/call_counter.h"
#include "services/common/errors.h"
#include "services/common/grpc_status.h"
#include "services/common/method_rules.h"

namespace kasvu::services {

// The request has been checked against its rules, and the actor may try.
struct Call {
  const MethodRules* method;
  Actor actor;
  std::string request_id;  // of a call that changes something
  absl::Time now;          // by the server's clock; one instant for the whole call
  std::string today;       // the day in Finland at `now`, "2021-02-01"
};

// Ends one call, from any thread. To be called once; if it is destroyed before, the caller is told
// that the server stops (UNAVAILABLE), and so every call ends.
class Completion {
 public:
  // Made by RpcService alone.
  Completion(grpc::ServerUnaryReactor* reactor, const MethodRules* method, CallCounter* counter)
      : reactor_(reactor), method_(method), counter_(counter) {
    counter_->Begin();
  }
  Completion(Completion&& other) noexcept
      : reactor_(std::exchange(other.reactor_, nullptr)),
        method_(other.method_),
        counter_(other.counter_) {}
  Completion& operator=(Completion&& other) noexcept {
    std::swap(reactor_, other.reactor_);
    std::swap(method_, other.method_);
    std::swap(counter_, other.counter_);
    return *this;
  }
  ~Completion() {
    if (reactor_ != nullptr) (*this)(ShuttingDown());
  }

  // Sends the response as it then stands, or the error. The request and the response must not be
  // touched afterwards.
  void operator()(const absl::Status& status) {
    std::exchange(reactor_, nullptr)->Finish(ToGrpc(status, method_->name()));
    counter_->End();
  }

 private:
  grpc::ServerUnaryReactor* reactor_;
  const MethodRules* method_;
  CallCounter* counter_;
};

}  // namespace kasvu::services
