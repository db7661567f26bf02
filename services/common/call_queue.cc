#include "services/common/call_queue.h"

#include <map>
#include <utility>

namespace kasvu::services {
namespace {

// The queue whose thread this is.
thread_local const CallQueue* here = nullptr;

// What this thread holds back, by queue; there is seldom more than one.
using Held = std::map<CallQueue*, std::vector<CallQueue::Parcel*>>;
thread_local Held* held = nullptr;

}  // namespace

CallQueue::~CallQueue() {
  if (thread_.joinable()) {
    std::unique_lock lock(mutex_);
    all_closed_.wait(lock, [this] { return open_ == 0; });
  }
  queue_->Shutdown();
  if (thread_.joinable()) {
    thread_.join();
  } else {
    Work();
  }
}

void CallQueue::Start() {
  thread_ = std::thread([this] { Work(); });
}

void CallQueue::Work() {
  here = this;
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) static_cast<Event*>(tag)->Happen(ok);
  here = nullptr;
}

void CallQueue::Send(Parcel* parcel) {
  if (here == this) return parcel->Send();
  if (held == nullptr) return Send(std::vector<Parcel*>{parcel});
  (*held)[this].push_back(parcel);
}

void CallQueue::Send(const std::vector<Parcel*>& parcels) {
  const std::lock_guard lock(mutex_);
  const bool asleep = parcels_.empty();
  parcels_.insert(parcels_.end(), parcels.begin(), parcels.end());
  if (asleep) delivery_.Ring();
}

CallQueue::Together::Together() { held = new Held; }

CallQueue::Together::~Together() {
  const std::unique_ptr<Held> sent(std::exchange(held, nullptr));
  for (const auto& [queue, parcels] : *sent) queue->Send(parcels);
}

void CallQueue::Open() {
  const std::lock_guard lock(mutex_);
  ++open_;
}

void CallQueue::Close() {
  const std::lock_guard lock(mutex_);
  if (--open_ == 0) all_closed_.notify_all();
}

void CallQueue::Delivery::Happen(bool) {
  std::vector<Parcel*> parcels;
  {
    const std::lock_guard lock(queue_.mutex_);
    parcels.swap(queue_.parcels_);
  }
  for (Parcel* parcel : parcels) parcel->Send();
}

}  // namespace kasvu::services
