// A server stream that follows something that grows: it sends what there is, then waits for the
// signal. It reads one change when the one before it has been taken by the client, so a slow
// client costs no memory, and sends each change once and in order. A client that takes nothing at
// all for a while is cut off: it may come again from where it was. A stream that works something
// out for its client is the same, with a signal of its own.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/alarm.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_stream.h"
#include "services/common/call_queue.h"
#include "services/common/errors.h"
#include "services/common/grpc_status.h"
#include "services/common/method_rules.h"
#include "services/common/signal.h"
#include "services/common/steady.h"
#include "services/common/workers.h"

namespace kasvu::services {

// How a stream looks for what is new.
struct Looking {
  // Whose threads it looks on; null: on the one that wakes it, for what lies in memory.
  Workers* workers = nullptr;
  // For how long a client may take nothing of what was sent.
  std::chrono::nanoseconds unread = std::chrono::minutes(1);
};

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
  WatchStream(CallQueue& queue, const Looking& looking) : queue_(queue), looking_(looking) {
    queue_.Open();
    context_.AsyncNotifyWhenDone(static_cast<CallQueue::Event*>(&done_));
  }
  ~WatchStream() override { queue_.Close(); }

  // The call is here: begins or refuses.
  virtual void Come() = 0;

  // The client took nothing for too long; called before the stream ends for that.
  virtual void Unread() = 0;

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
      writing_ = false;
      if (!ok) ended_ = true;
    }
    Proceed();
  }

  // Time to look whether the client takes what is sent.
  void OnAlarm(bool) {
    bool unread = false;
    {
      const std::lock_guard lock(mutex_);
      armed_ = false;
      if (writing_ && told_of_end_ == 0) {
        const auto since = std::chrono::steady_clock::now() - writing_since_;
        unread = since >= looking_.unread;
        if (!unread) Arm(looking_.unread - since);
      }
    }
    if (unread) {
      Unread();
      // What has been written is told to have failed, and that ends the stream.
      context_.TryCancel();
    }
    LeaveWhenTold();
  }

  // With mutex_ held.
  void Arm(std::chrono::nanoseconds wait) {
    armed_ = true;
    alarm_.Set(queue_.get(),
               std::chrono::system_clock::now() +
                   std::chrono::duration_cast<std::chrono::system_clock::duration>(wait),
               static_cast<CallQueue::Event*>(&alarm_told_));
  }

  // The client has gone, or the stream is over; in any order with OnFinished.
  void OnDone(bool) {
    End();
    ++told_of_end_;
    LeaveWhenTold();
  }
  void OnFinished(bool) {
    ++told_of_end_;
    LeaveWhenTold();
  }

  void LeaveWhenTold() {
    if (told_of_end_ < 2) return;
    {
      const std::lock_guard lock(mutex_);
      if (armed_) {
        // Tells at once.
        alarm_.Cancel();
        return;
      }
    }
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

  // Goes on while the stream is neither idle nor writing nor finished: once at a time.
  void Proceed() {
    bool ended = false;
    {
      const std::lock_guard lock(mutex_);
      ended = ended_;
    }
    if (ended) return Finish(ToGrpc(ShuttingDown(), method_->name()));
    if (looking_.workers == nullptr) return Look();
    looking_.workers->Run(Lane::kStreams, [this] { Look(); });
  }

  void Look() {
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
        {
          const std::lock_guard lock(mutex_);
          writing_ = true;
          writing_since_ = std::chrono::steady_clock::now();
          if (!armed_) Arm(looking_.unread);
        }
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
  const Looking looking_;
  grpc::ServerContext context_;
  grpc::ServerAsyncWriter<Response> writer_{&context_};
  Told came_{*this, &WatchStream::OnCame};
  Told written_{*this, &WatchStream::OnWritten};
  Told finished_{*this, &WatchStream::OnFinished};
  Told done_{*this, &WatchStream::OnDone};
  Told alarm_told_{*this, &WatchStream::OnAlarm};
  grpc::Alarm alarm_;
  std::optional<Watch<Response>> watch_;
  const MethodRules* method_ = nullptr;
  Response change_;
  int ended_with_ = grpc::StatusCode::OK;
  int told_of_end_ = 0;  // touched by the queue's thread alone
  std::mutex mutex_;
  bool idle_ = false;
  bool woken_ = false;
  bool armed_ = false;  // the alarm will tell
  bool writing_ = false;
  Instant writing_since_ = {};
  bool ended_ = false;
};

}  // namespace kasvu::services
