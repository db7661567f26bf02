#include "tests/bench/load.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "absl/time/clock.h"

namespace kasvu::bench {
namespace {

class Run {
 public:
  Run(int first, int calls, const Call& call)
      : first_(first), calls_(calls), call_(call), started_(calls), took_(calls) {}

  Measured Measure(int in_flight) {
    const absl::Time begin = absl::Now();
    for (int i = 0; i < std::min(in_flight, calls_); ++i) StartNext();
    {
      std::unique_lock lock(mutex_);
      all_done_.wait(lock, [this] { return finished_ == calls_; });
    }
    const absl::Duration elapsed = absl::Now() - begin;

    std::sort(took_.begin(), took_.end());
    Measured measured = {.in_flight = in_flight, .calls = calls_};
    measured.per_second = calls_ / absl::ToDoubleSeconds(elapsed);
    measured.p50 = took_[calls_ / 2];
    measured.p99 = took_[calls_ * 99 / 100];
    measured.failed = failed_;
    measured.first_error = first_error_;
    return measured;
  }

 private:
  void StartNext() {
    const int index = next_.fetch_add(1);
    if (index >= calls_) return;
    started_[index] = absl::Now();
    call_(first_ + index, [this, index](std::string error) { Finish(index, std::move(error)); });
  }

  void Finish(int index, std::string error) {
    took_[index] = absl::Now() - started_[index];
    StartNext();
    const std::lock_guard lock(mutex_);
    if (!error.empty() && failed_++ == 0) first_error_ = std::move(error);
    // Told under the lock: whoever waits may destroy this at once.
    if (++finished_ == calls_) all_done_.notify_all();
  }

  const int first_;
  const int calls_;
  const Call& call_;
  std::atomic<int> next_ = 0;
  std::vector<absl::Time> started_;
  std::vector<absl::Duration> took_;
  std::mutex mutex_;
  std::condition_variable all_done_;
  int finished_ = 0;
  int failed_ = 0;
  std::string first_error_;
};

}  // namespace

Measured Load(int in_flight, int first, int calls, const Call& call) {
  return Run(first, calls, call).Measure(in_flight);
}

}  // namespace kasvu::bench
