// What changes cohorts: one thread takes what waits and decides, another writes and answers what
// the first has decided, so that the next batch is decided while the disk has the last one (ADR
// 0007).
#pragma once

#include <atomic>
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
#include "services/common/admission.h"
#include "services/common/clock.h"
#include "services/common/histogram.h"
#include "services/common/steady.h"
#include "services/engine/batch.h"
#include "services/engine/cohort_cache.h"
#include "services/engine/order.h"
#include "services/engine/programs.h"
#include "services/engine/requests.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How often a batch is decided again when other servers are in its way.
inline constexpr int kAttempts = 5;
// How many are committed together at most: those that come next have to wait for all of them.
inline constexpr size_t kOrdersAtOnce = 256;
// So many may always be there: whoever sends 500 at once may have company.
inline constexpr size_t kPlacesAtLeast = kOrdersAtOnce * 3;

// What is counted of the committer's work.
struct CommitterMeters {
  services::Histogram batch{services::kSizeBounds};
  services::Histogram decided{services::kDurationBounds};    // how long deciding a batch took
  services::Histogram committed{services::kDurationBounds};  // writing it and syncing the disk
  std::atomic<uint64_t> expired = 0;  // orders that nobody waited for any longer
};

class Committer {
 public:
  // Called after each commit, before its answers, on a thread that it must not hold up: which
  // histories have grown, and when the first of its cohorts wakes.
  using Committed = std::function<void(const std::set<std::string>& grown, absl::Time wake)>;

  // All of them outlive it. `steady` measures, and says which orders have expired.
  Committer(storage::Store& store, storage::Vault& vault, Programs& programs,
            const services::Clock& clock, Committed committed,
            services::SteadyNow steady = std::chrono::steady_clock::now);
  ~Committer() { Stop(); }

  // Queues `order`; its `done` is called once, here or on a thread of the committer's, which it
  // must not hold up. It is answered OVERLOADED at once where there is no room, and
  // DEADLINE_PASSED, without having been decided, when it has expired by then.
  void Submit(Order order);
  // The same for several of one connection, one after the other: all are let in, or none.
  void Submit(std::vector<Order> orders);

  // Whether an order of this connection would be let in now, so that nothing is read for one that
  // would not; and the error, counted, for it.
  bool HasRoom(uint64_t connection) const;
  absl::Status Refuse();

  const CommitterMeters& meters() const { return meters_; }
  struct Load {
    size_t present = 0;  // orders that wait or are under way
    uint64_t refused = 0;
  };
  Load load() const;
  // The cohorts that could not be read when they were last asked for, because they are damaged.
  std::set<std::string> damaged() const;
  // Enrolments in the cache of cohorts.
  size_t cached() const { return cache_.weight(); }

  // Carries out what waits and ends the threads; what comes later is answered SHUTTING_DOWN.
  void Stop();

 private:
  // The deciding thread.
  void Decide();
  // Waits for orders; none at the end.
  std::vector<Order> Take();
  // Answers those that have expired; the others.
  std::vector<Order> WithoutExpired(std::vector<Order> orders);
  // They wait no longer.
  void Leave(const std::vector<Order>& orders);
  // Decides them and hands over what comes of it. A cohort that cannot be read harms none of the
  // others: its orders are answered, and the rest is decided again.
  void DecideTogether(std::vector<Order> orders);
  absl::Status Decide(Batch& batch);
  // Answers the orders of a batch that could not be decided where they are to blame; the others.
  std::vector<Order> WithoutFailed(Batch& batch, const absl::Status& error);
  void NoteDamaged();
  // Decides and writes in one, where other servers change the store as well.
  void CarryOut(Batch& batch);
  // What is being written, or null: decisions lie over it.
  std::shared_ptr<const Batch> UnderWay();
  // When the last commit failed: its error, once. The cohorts in memory are ahead of the store
  // then, and are read anew.
  absl::Status ForgetIfFailed();
  // What is in memory is ahead of the store: it is read anew, and old requests are met again.
  void Forget();
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
  const services::SteadyNow steady_;
  CommitterMeters meters_;
  // Of the deciding thread alone.
  CohortCache cache_;
  Requests requests_;

  mutable std::mutex mutex_;
  services::Admission admission_{{.least = kPlacesAtLeast}};
  services::Instant rounds_end_ = {};    // when the last batch was over, or the next began to wait
  std::condition_variable waiting_;      // orders, or the end
  std::condition_variable handed_over_;  // a batch, or the end
  std::condition_variable written_;
  std::vector<Order> queue_;
  std::set<std::string> damaged_;
  bool stopping_ = false;
  bool all_decided_ = false;
  std::shared_ptr<Batch> under_way_;
  bool here_ = false;  // the deciding thread writes what is under way
  absl::Status failed_;
  std::thread deciding_;
  std::thread writing_;
};

}  // namespace kasvu::engine
