// A server stream that follows something that grows: it sends what there is, then waits for the
// signal. It reads one change when the one before it has been taken by the client, so a slow
// client costs no memory, and sends each change once and in order. A stream that works something
// out for its client is the same, with a signal of its own.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_stream.h"
#include "services/common/call_queue.h"
#include "services/common/errors.h"
#include "services/common/grpc_status.h"
#include "services/common/method_rules.h"
#include "services/common/signal.h"

namespace kasvu::services {

// What a stream follows.
template <class Response>
struct Watch {
  // Raised whenever there may be something new; outlives the stream, or is held by `next`.
  Signal& signal;
  // Fills in the next change and returns true, or false when there is none yet. An error ends the
  // stream with it. Never called twice at a time.
  std::function<absl::StatusOr<bool>(Response&)> next;
  // Asked after `next` had none: whether there never will be one again, which ends the stream well.
  // Without it a stream follows until its client or the server ends it. Both are destroyed with the
  // stream, after the last call of either.
  std::function<bool()> ended = nullptr;
};

// From the wait for a call to the end of the stream; destroys itself.
template <class Response>
class WatchStream : private Waiter {
 protected:
  explicit WatchStream(CallQueue& queue) : queue_(queue) {
    queue_.Open();
    context_.AsyncNotifyWhenDone(static_cast<CallQueue::Event*>(&done_));
  }
  ~WatchStream() override { queue_.Close(); }

  // The call is here: begins or refuses.
  virtual void Come() = 0;

  // Once, one of the two.
  void Begin(Watch<Response> watch, const MethodRules* method) {
    watch_.emplace(std::move(watch));
    method_ = method;
    watch_->signal.Add(this);
    Proceed();
  }
  void Refuse(const grpc::Status& status) { Finish(status); }

  CallQueue& queue() { return queue_; }
  grpc::ServerContext& context() { return context_; }
  grpc::ServerAsyncWriter<Response>& writer() { return writer_; }
  CallQueue::Event* came() { return &came_; }
  int ended_with() const { return ended_with_; }

 private:
  // An event of this stream; which one says the method.
  class Told : public CallQueue::Event {
   public:
    Told(WatchStream& stream, void (WatchStream::*method)(bool))
        : stream_(stream), method_(method) {}
    void Happen(bool ok) override { (stream_.*method_)(ok); }

   private:
    WatchStream& stream_;
    void (WatchStream::*const method_)(bool);
  };

  void OnCame(bool ok) {
    // The server ended before a call came: nothing else will be told.
    if (!ok) {
      delete this;
    } else {
      Come();
    }
  }

  void OnWritten(bool ok) {
    {
      const std::lock_guard lock(mutex_);
      if (!ok) ended_ = true;
    }
    Proceed();
  }

  // The client has gone, or the stream is over; in any order with OnFinished.
  void OnDone(bool) {
    End();
    LeaveAfterBoth();
  }
  void OnFinished(bool) { LeaveAfterBoth(); }

  void LeaveAfterBoth() {
    if (++told_of_end_ < 2) return;
    if (watch_) watch_->signal.Remove(this);
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

  // Runs while the stream is neither idle nor writing nor finished: on one thread at a time.
  void Proceed() {
    while (true) {
      {
        const std::lock_guard lock(mutex_);
        woken_ = false;
        if (ended_) break;
      }
      change_.Clear();
      const absl::StatusOr<bool> found = watch_->next(change_);
      if (!found.ok()) return Finish(ToGrpc(found.status(), method_->name()));
      if (*found) {
        writer_.Write(change_, static_cast<CallQueue::Event*>(&written_));
        return;
      }
      if (watch_->ended && watch_->ended()) return Finish(grpc::Status::OK);
      const std::lock_guard lock(mutex_);
      if (woken_ || ended_) continue;
      idle_ = true;
      return;
    }
    Finish(ToGrpc(ShuttingDown(), method_->name()));
  }

  void Finish(const grpc::Status& status) {
    ended_with_ = status.error_code();
    writer_.Finish(status, static_cast<CallQueue::Event*>(&finished_));
  }

  CallQueue& queue_;
  grpc::ServerContext context_;
  grpc::ServerAsyncWriter<Response> writer_{&context_};
  Told came_{*this, &WatchStream::OnCame};
  Told written_{*this, &WatchStream::OnWritten};
  Told finished_{*this, &WatchStream::OnFinished};
  Told done_{*this, &WatchStream::OnDone};
  std::optional<Watch<Response>> watch_;
  const MethodRules* method_ = nullptr;
  Response change_;
  int ended_with_ = grpc::StatusCode::OK;
  int told_of_end_ = 0;  // touched by the queue's thread alone
  std::mutex mutex_;
  bool idle_ = false;
  bool woken_ = false;
  bool ended_ = false;
};

}  // namespace kasvu::services
