// What changes cohorts: one thread takes what waits and decides, another writes and answers what
// the first has decided, so that the next batch is decided while the disk has the last one (ADR
// 0007).
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/common/clock.h"
#include "services/engine/batch.h"
#include "services/engine/cohort_cache.h"
#include "services/engine/order.h"
#include "services/engine/programs.h"
#include "services/engine/requests.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many orders may wait; more are answered RESOURCE_EXHAUSTED (TOO_BUSY) at once.
inline constexpr size_t kOrdersWaiting = 8'192;
// How often a batch is decided again when other servers are in its way.
inline constexpr int kAttempts = 5;
// How many are committed together at most.
inline constexpr size_t kOrdersAtOnce = 512;

class Committer {
 public:
  // Called after each commit, before its answers, on a thread that it must not hold up: which
  // histories have grown, and when the first of its cohorts wakes.
  using Committed = std::function<void(const std::set<std::string>& grown, absl::Time wake)>;

  // All of them outlive it.
  Committer(storage::Store& store, storage::Vault& vault, Programs& programs,
            const services::Clock& clock, Committed committed);
  ~Committer() { Stop(); }

  // Queues `order`; its `done` is called once, here or on a thread of the committer's, which it
  // must not hold up.
  void Submit(Order order);

  // Carries out what waits and ends the threads; what comes later is answered SHUTTING_DOWN.
  void Stop();

 private:
  // The deciding thread.
  void Decide();
  // Waits for orders; none at the end.
  std::vector<Order> Take();
  absl::Status Decide(Batch& batch);
  // Decides and writes in one, where other servers change the store as well.
  void CarryOut(Batch& batch);
  // What is being written, or null: decisions lie over it.
  std::shared_ptr<const Batch> UnderWay();
  // When the last commit failed: its error, once. The cohorts in memory are ahead of the store
  // then, and are read anew.
  absl::Status ForgetIfFailed();
  // Waits for the batch before it, then has `batch` written; answers it when that one failed.
  void HandOver(std::shared_ptr<Batch> batch);

  // The writing thread.
  void Write();
  // Commits and answers what is under way.
  void Write(Batch& batch);

  storage::Store& store_;
  storage::Vault& vault_;
  const services::Clock& clock_;
  const Committed committed_;
  // Of the deciding thread alone.
  CohortCache cache_;
  Requests requests_;

  std::mutex mutex_;
  std::condition_variable waiting_;      // orders, or the end
  std::condition_variable handed_over_;  // a batch, or the end
  std::condition_variable written_;
  std::vector<Order> queue_;
  bool stopping_ = false;
  bool all_decided_ = false;
  std::shared_ptr<Batch> under_way_;
  bool here_ = false;  // the deciding thread writes what is under way
  absl::Status failed_;
  std::thread deciding_;
  std::thread writing_;
};

}  // namespace kasvu::engine
