// What a handler knows of its call, and how it ends one that is not answered at once.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "services/common/actor.h"
#include "services/common/call_counter.h"
#include "services/common/call_queue.h"
#include "services/common/errors.h"
#include "services/common/grpc_status.h"
#include "services/common/method_rules.h"
#include "services/common/steady.h"

namespace kasvu::services {

// The request has been checked against its rules, and the actor may try.
struct Call {
  const MethodRules* method;
  Actor actor;
  std::string request_id;            // of a call that changes something
  absl::Time now;                    // by the server's clock; one instant for the whole call
  std::string today;                 // the day in Finland at `now`, "2021-02-01"
  uint64_t connection = 0;           // tells apart those who call
  Instant expires = Instant::max();  // when nobody waits for the answer any longer
};

// A call that has come and is not answered yet. Its request and response live until it is.
class OpenCall : public CallQueue::Event, public CallQueue::Parcel {
 public:
  explicit OpenCall(CallQueue& queue) : queue_(queue) { queue_.Open(); }
  ~OpenCall() override { queue_.Close(); }

  // Sends the response as it then stands, or the error. Once, from any thread; the call must not be
  // touched afterwards.
  void Answer(grpc::Status status) {
    status_ = std::move(status);
    queue_.Send(this);
  }

 protected:
  CallQueue& queue() const { return queue_; }
  const grpc::Status& status() const { return status_; }

 private:
  CallQueue& queue_;
  grpc::Status status_;
};

// Ends one call, from any thread. To be called once; if it is destroyed before, the caller is told
// that the server stops (UNAVAILABLE), and so every call ends.
class Completion {
 public:
  // Made by RpcService alone.
  Completion(OpenCall* call, const MethodRules* method, CallCounter* counter)
      : call_(call), method_(method), counter_(counter) {
    counter_->Begin();
  }
  Completion(Completion&& other) noexcept
      : call_(std::exchange(other.call_, nullptr)),
        method_(other.method_),
        counter_(other.counter_) {}
  Completion& operator=(Completion&& other) noexcept {
    std::swap(call_, other.call_);
    std::swap(method_, other.method_);
    std::swap(counter_, other.counter_);
    return *this;
  }
  ~Completion() {
    if (call_ != nullptr) (*this)(ShuttingDown());
  }

  // Sends the response as it then stands, or the error. The request and the response must not be
  // touched afterwards.
  void operator()(const absl::Status& status) {
    grpc::Status answer = ToGrpc(status, method_->name());
    // First, for nothing keeps the counter once the call is over.
    counter_->End();
    std::exchange(call_, nullptr)->Answer(std::move(answer));
  }

 private:
  OpenCall* call_;
  const MethodRules* method_;
  CallCounter* counter_;
};

}  // namespace kasvu::services
