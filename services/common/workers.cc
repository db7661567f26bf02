#include "services/common/workers.h"

#include <algorithm>
#include <utility>

#include "services/common/errors.h"

namespace kasvu::services {
namespace {

// A page of a list takes milliseconds, so the same bound is fewer of them.
constexpr AdmissionLimits kOfCalls = {.standing = std::chrono::milliseconds(100), .least = 16};

}  // namespace

Workers::Workers(int threads, SteadyNow now)
    : now_(std::move(now)),
      queues_{Queue(kOfCalls), Queue(kOfCalls), Queue(kOfCalls), Queue(kOfCalls)} {
  const auto all = static_cast<size_t>(threads);
  QueueOf(Lane::kOwn).most_running = all;
  QueueOf(Lane::kReads).most_running = std::max<size_t>(1, all - 1);
  QueueOf(Lane::kChanges).most_running = std::max<size_t>(1, all / 2);
  QueueOf(Lane::kStreams).most_running = std::max<size_t>(1, all / 2);
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Serve(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  waiting_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Run(Lane lane, std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    Queue& queue = QueueOf(lane);
    queue.admission.Enter(0, now_());
    queue.waiting.push_back({0, std::move(work)});
  }
  waiting_.notify_one();
}

absl::Status Workers::Admit(Lane lane, uint64_t source, std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    Queue& queue = QueueOf(lane);
    const Instant now = now_();
    if (!queue.admission.HasRoom(source, now)) {
      queue.admission.Refuse();
      return Overloaded(queue.admission.RetryAfter());
    }
    queue.admission.Enter(source, now);
    queue.waiting.push_back({source, std::move(work)});
  }
  waiting_.notify_one();
  return absl::OkStatus();
}

Workers::Reading Workers::Read(Lane lane) const {
  const std::lock_guard lock(mutex_);
  const Queue& queue = queues_[static_cast<size_t>(lane)];
  return {.waiting = queue.admission.present(), .refused = queue.admission.refused()};
}

Workers::Queue* Workers::NextQueue() {
  for (size_t i = 0; i < queues_.size(); ++i) {
    turn_ = (turn_ + 1) % queues_.size();
    Queue& queue = queues_[turn_];
    if (!queue.waiting.empty() && queue.running < queue.most_running) return &queue;
  }
  return nullptr;
}

void Workers::Serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    Queue* queue = nullptr;
    waiting_.wait(lock, [&] {
      queue = NextQueue();
      if (queue != nullptr) return true;
      return ending_ && std::all_of(queues_.begin(), queues_.end(),
                                    [](const Queue& one) { return one.waiting.empty(); });
    });
    if (queue == nullptr) return;
    Work work = std::move(queue->waiting.front());
    queue->waiting.pop_front();
    ++queue->running;
    lock.unlock();
    const Instant began = now_();
    work.run();
    // What it holds goes before anybody waits for the lock.
    work.run = nullptr;
    const Instant ended = now_();
    lock.lock();
    --queue->running;
    queue->admission.Leave(work.source, ended);
    queue->admission.Measure(queue->most_running, ended - began);
    // A thread that let this lane be, because it was full, may go on with it.
    if (!queue->waiting.empty()) waiting_.notify_one();
    if (ending_) waiting_.notify_all();
  }
}

}  // namespace kasvu::services
