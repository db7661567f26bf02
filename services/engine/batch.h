// The orders of one commit: decided one after the other, written together, answered together.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/engine/cohort_cache.h"
#include "services/engine/order.h"
#include "services/engine/requests.h"
#include "storage/kv.h"

namespace kasvu::engine {

class Batch {
 public:
  // All of these outlive the batch.
  Batch(storage::Store& store, CohortCache& cache, Requests& requests, std::vector<Order>& orders,
        absl::Time now)
      : store_(store), cache_(cache), requests_(requests), orders_(orders), now_(now) {}

  // Carries out all orders and commits. An order that is refused harms none of the others. An error
  // is the whole batch's: nothing of it, or nobody knows what (COMMIT_UNKNOWN), is on the disk;
  // its cohorts have left the cache.
  absl::Status Commit();

  // Answers every order: by its own result, or by `committed` when that is an error.
  void Answer(const absl::Status& committed);

  // The cohorts whose histories have grown.
  const std::set<std::string>& grown() const { return grown_; }
  // The earliest instant at which time settles something in one of the batch's cohorts.
  absl::Time wake() const { return wake_; }

 private:
  struct Result {
    absl::Status status;
    WorkingCohort* cohort = nullptr;
    std::optional<kasvu::storage::v1::HistoryRecord> record;
    std::string remembered;
    // The cohort's image is ahead of what was written: an error now is not the order's alone.
    bool is_ahead = false;
  };

  absl::Status TryOnce();
  // The order's own refusal lands in `result`; what is returned is the store's.
  absl::Status Carry(storage::Transaction& transaction, Order& order, Result& result);
  absl::Status Execute(storage::Transaction& transaction, Order& order, Result& result);
  absl::StatusOr<WorkingCohort*> Open(storage::Transaction& transaction, const Order& order);
  absl::Status SettleFirst(storage::Transaction& transaction, WorkingCohort& cohort,
                           const std::set<uint32_t>& enrolments);
  absl::Status Record(storage::Transaction& transaction, WorkingCohort& cohort,
                      kasvu::storage::v1::HistoryRecord& record);
  absl::Status AnswerOf(Order& order, const Result& result);
  void Forget();

  storage::Store& store_;
  CohortCache& cache_;
  Requests& requests_;
  std::vector<Order>& orders_;
  const absl::Time now_;

  std::deque<Result> results_;
  std::map<std::string, WorkingCohort*> open_;
  std::set<std::string> grown_;
  absl::Time wake_ = absl::InfiniteFuture();
};

}  // namespace kasvu::engine
