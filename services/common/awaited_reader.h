// A stream of another service, read by a thread that waits beside gRPC instead of in it.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "grpcpp/support/async_stream.h"
#include "services/common/call_queue.h"

namespace kasvu::services {

// To be read by one thread, which must not be the queue's. What it reads with was made by the
// stub's PrepareAsync of the method and lives as long as its context. Finish is called once, before
// it is destroyed; Read says whether there was another change.
template <class Change>
class AwaitedReader {
 public:
  AwaitedReader(CallQueue& queue, std::unique_ptr<grpc::ClientAsyncReaderInterface<Change>> reader)
      : event_(queue), reader_(std::move(reader)) {
    reader_->StartCall(event_.tag());
    open_ = event_.Wait();
  }

  // Whether the other service was reached and the stream has not ended.
  bool open() const { return open_; }

  bool Read(Change* change) {
    if (!open_) return false;
    reader_->Read(change, event_.tag());
    return open_ = event_.Wait();
  }

  grpc::Status Finish() {
    grpc::Status ended;
    reader_->Finish(&ended, event_.tag());
    event_.Wait();
    return ended;
  }

 private:
  // One thing after the other.
  class Awaited : public CallQueue::Event {
   public:
    explicit Awaited(CallQueue& queue) : queue_(queue) { queue_.Open(); }
    ~Awaited() override { queue_.Close(); }

    // Until what was begun with this tag is over; how it went.
    bool Wait() {
      std::unique_lock lock(mutex_);
      told_changed_.wait(lock, [this] { return told_; });
      told_ = false;
      return ok_;
    }
    void Happen(bool ok) override {
      const std::lock_guard lock(mutex_);
      told_ = true;
      ok_ = ok;
      // Told under the lock: whoever waits may destroy this at once.
      told_changed_.notify_one();
    }
    void* tag() { return static_cast<CallQueue::Event*>(this); }

   private:
    CallQueue& queue_;
    std::mutex mutex_;
    std::condition_variable told_changed_;
    bool told_ = false;
    bool ok_ = false;
  };

  Awaited event_;
  const std::unique_ptr<grpc::ClientAsyncReaderInterface<Change>> reader_;
  bool open_ = false;
};

}  // namespace kasvu::services
