// A server stream that follows something that grows: it sends what there is, then waits for the
// signal. It reads one change when the one before it has been taken by the client, so a slow
// client costs no memory, and sends each change once and in order.
#pragma once

#include <functional>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/support/server_callback.h"
#include "services/common/errors.h"
#include "services/common/grpc_status.h"
#include "services/common/method_rules.h"
#include "services/common/signal.h"

namespace kasvu::services {

// Made with new by the handler of a stream; deletes itself when the stream has ended.
template <class Response>
class WatchReactor : public grpc::ServerWriteReactor<Response>, private Waiter {
 public:
  // Fills in the next change and returns true, or false when there is none yet. An error ends the
  // stream with it. Never called twice at a time.
  using Next = std::function<absl::StatusOr<bool>(Response&)>;

  // `signal` is raised whenever there may be something new, and outlives the stream.
  WatchReactor(Signal& signal, const MethodRules* method, Next next)
      : signal_(signal), method_(method), next_(std::move(next)) {
    signal_.Add(this);
    Proceed();
  }

 private:
  void OnWriteDone(bool ok) override {
    {
      const std::lock_guard lock(mutex_);
      if (!ok) ended_ = true;
    }
    Proceed();
  }

  void OnCancel() override { End(); }

  void OnDone() override {
    signal_.Remove(this);
    delete this;
  }

  void Wake() override {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
      if (!idle_) return;
      idle_ = false;
    }
    Proceed();
  }

  void End() override {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      if (!idle_) return;
      idle_ = false;
    }
    Proceed();
  }

  // Runs while the stream is neither idle nor writing: on one thread at a time.
  void Proceed() {
    while (true) {
      {
        const std::lock_guard lock(mutex_);
        woken_ = false;
        if (ended_) break;
      }
      change_.Clear();
      const absl::StatusOr<bool> found = next_(change_);
      if (!found.ok()) {
        this->Finish(ToGrpc(found.status(), method_->name()));
        return;
      }
      if (*found) {
        this->StartWrite(&change_);
        return;
      }
      const std::lock_guard lock(mutex_);
      if (woken_ || ended_) continue;
      idle_ = true;
      return;
    }
    this->Finish(ToGrpc(ShuttingDown(), method_->name()));
  }

  Signal& signal_;
  const MethodRules* const method_;
  const Next next_;
  Response change_;
  std::mutex mutex_;
  bool idle_ = false;
  bool woken_ = false;
  bool ended_ = false;
};

}  // namespace kasvu::services
