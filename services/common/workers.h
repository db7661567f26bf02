// A few threads for what has to wait for the disk, so that gRPC's own never do.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/common/admission.h"
#include "services/common/steady.h"

namespace kasvu::services {

// What kind of work it is. No kind takes all threads, so that none starves another: calls that
// change something and streams that look for news have at most half of them each, calls that read
// all but one.
enum class Lane { kOwn, kReads, kChanges, kStreams };

// Safe for use by several threads.
class Workers {
 public:
  // `now` tells how long work takes.
  explicit Workers(int threads, SteadyNow now = std::chrono::steady_clock::now);
  // Carries out what waits, then ends the threads.
  ~Workers();

  // Runs `work`, the server's own unless it is said to be another's, on one of the threads. Never
  // refused.
  void Run(std::function<void()> work) { Run(Lane::kOwn, std::move(work)); }
  void Run(Lane lane, std::function<void()> work);

  // The same for a call of `source`, in the order of arrival within its lane, or refuses it at once
  // with OVERLOADED and does not keep `work`.
  absl::Status Admit(Lane lane, uint64_t source, std::function<void()> work);

  struct Reading {
    size_t waiting = 0;  // or under way
    uint64_t refused = 0;
  };
  Reading Read(Lane lane) const;

 private:
  struct Work {
    uint64_t source = 0;
    std::function<void()> run;
  };
  struct Queue {
    explicit Queue(const AdmissionLimits& limits) : admission(limits) {}
    std::deque<Work> waiting;
    size_t running = 0;
    size_t most_running = 1;
    Admission admission;
  };

  void Serve();
  // The next queue in turn that has something to do and a thread for it; null when none has.
  Queue* NextQueue();
  Queue& QueueOf(Lane lane) { return queues_[static_cast<size_t>(lane)]; }

  const SteadyNow now_;
  mutable std::mutex mutex_;
  std::condition_variable waiting_;
  std::array<Queue, 4> queues_;
  size_t turn_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kasvu::services
