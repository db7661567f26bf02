// What happens on the connections of a server, told one after the other by one thread. Why there
// is only one, and why nobody else in the process waits at gRPC, stands in ADR 0015.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "grpcpp/alarm.h"
#include "grpcpp/completion_queue.h"

namespace kasvu::services {

class CallQueue {
 public:
  // Something that was begun at gRPC with this queue, told when it is over.
  class Event {
   public:
    virtual ~Event() = default;
    // Called on the queue's thread, which it must not hold up; `ok` is gRPC's word for whether it
    // went well. May destroy the event.
    virtual void Happen(bool ok) = 0;
  };

  // What has been decided elsewhere and is to be sent by the queue's thread.
  class Parcel {
   public:
    virtual ~Parcel() = default;
    // Called on the queue's thread.
    virtual void Send() = 0;
  };

  explicit CallQueue(std::unique_ptr<grpc::ServerCompletionQueue> queue)
      : queue_(std::move(queue)), delivery_(*this) {}
  // Waits until nothing is open any more; whatever server it belongs to has been shut down.
  ~CallQueue();

  // Begins to tell. Called once.
  void Start();

  // Sends `parcel` at once on the queue's own thread, soon from any other: what comes in the
  // meantime is sent with it. Its call has to be open.
  void Send(Parcel* parcel);

  // While it lives, what its thread sends waits: a batch wakes the queue's thread once. Not
  // nested.
  class Together {
   public:
    Together();
    ~Together();
    Together(const Together&) = delete;
    Together& operator=(const Together&) = delete;
  };

  // For gRPC: what tags are told through. A tag has to be an Event*.
  grpc::ServerCompletionQueue* get() const { return queue_.get(); }

  // Counts what still expects to be told something through the queue.
  void Open();
  void Close();

 private:
  // The bell that wakes the thread for what waits.
  class Delivery : public Event {
   public:
    explicit Delivery(CallQueue& queue) : queue_(queue) {}
    void Ring() {
      alarm_.Set(queue_.get(), gpr_time_0(GPR_CLOCK_REALTIME), static_cast<Event*>(this));
    }
    void Happen(bool ok) override;

   private:
    CallQueue& queue_;
    grpc::Alarm alarm_;
  };

  void Work();
  void Send(const std::vector<Parcel*>& parcels);

  const std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  Delivery delivery_;
  std::mutex mutex_;
  std::condition_variable all_closed_;
  std::vector<Parcel*> parcels_;
  int open_ = 0;
  std::thread thread_;
};

}  // namespace kasvu::services
