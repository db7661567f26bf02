// The one thread that changes cohorts: takes what waits, decides, writes, answers.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/common/clock.h"
#include "services/engine/cohort_cache.h"
#include "services/engine/order.h"
#include "services/engine/programs.h"
#include "services/engine/requests.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many orders may wait; more are answered RESOURCE_EXHAUSTED (TOO_BUSY) at once.
inline constexpr size_t kOrdersWaiting = 8'192;
// How many are committed together at most.
inline constexpr size_t kOrdersAtOnce = 512;

class Committer {
 public:
  // Called on the committer's thread after each commit, before its answers: which histories have
  // grown, and when the first of its cohorts wakes.
  using Committed = std::function<void(const std::set<std::string>& grown, absl::Time wake)>;

  // All of them outlive it.
  Committer(storage::Store& store, Programs& programs, const services::Clock& clock,
            Committed committed);
  ~Committer() { Stop(); }

  // Queues `order`; its `done` is called once, here or on the committer's thread, which it must not
  // hold up.
  void Submit(Order order);

  // Carries out what waits and ends the thread; what comes later is answered SHUTTING_DOWN.
  void Stop();

 private:
  void Work();
  // Waits for orders; none at the end.
  std::vector<Order> Take();

  storage::Store& store_;
  const services::Clock& clock_;
  const Committed committed_;
  CohortCache cache_;
  Requests requests_;

  std::mutex mutex_;
  std::condition_variable waiting_;
  std::vector<Order> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kasvu::engine
