// The orders of one commit: decided one after the other, written together, answered together. What
// follows does so in this order: Decide, Commit, Answer.
#pragma once

#include <deque>
#include <map>
#include <memory>
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
  Batch(std::vector<Order> orders, absl::Time now) : orders_(std::move(orders)), now_(now) {}

  // Carries out all orders on the cohorts of `cache`, over what `store` has, and fills their
  // answers. An order that is refused harms none of the others. After an error, the whole batch's,
  // failed() says where, and its cohorts have to leave the cache.
  absl::Status Decide(const storage::Reader& store, CohortCache& cache, Requests& requests);

  // Decides and writes in one, on a store that other servers change as well: holds the heads of all
  // cohorts concerned from before the decision until the commit, so that what it decides on cannot
  // change meanwhile. ABORTED when another was in the way: nothing was written then, the cohorts
  // have to leave the cache, and it may be tried again.
  absl::Status CarryOut(storage::Store& store, storage::Vault& vault, CohortCache& cache,
                        Requests& requests);

  // The cohort that could not be decided on; empty when none is to blame.
  const std::string& failed() const { return failed_; }
  // What has been decided; not changed any more.
  const storage::Writes& writes() const { return writes_; }

  // Writes that, and before it the keys of `vault` that its words were sealed with. After an error
  // nothing of it, or nobody knows what (COMMIT_UNKNOWN), is on the disk.
  absl::Status Commit(storage::Store& store, storage::Vault& vault) const;

  // Answers every order: by its own result, or by `committed` when that is an error.
  void Answer(const absl::Status& committed);

  const std::vector<Order>& orders() const { return orders_; }
  // To be decided otherwise; nothing else may be asked of this batch then.
  std::vector<Order> TakeOrders() { return std::move(orders_); }
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

  // What a decision is made on.
  struct Desk {
    storage::Writer& changed;
    CohortCache& cache;
    Requests& requests;
  };

  absl::Status DecideAll(const storage::Reader& store, CohortCache& cache, Requests& requests);
  void FillAnswers();
  // The order's own refusal lands in `result`; what is returned is the store's.
  absl::Status Carry(const Desk& desk, Order& order, Result& result);
  absl::Status Execute(const Desk& desk, Order& order, Result& result);
  absl::Status Purge(const Desk& desk, Order& order, Result& result);
  absl::StatusOr<WorkingCohort*> Open(const Desk& desk, const Order& order);
  absl::Status SettleFirst(const Desk& desk, WorkingCohort& cohort,
                           const std::set<uint32_t>& enrolments);
  absl::Status Record(const Desk& desk, WorkingCohort& cohort,
                      kasvu::storage::v1::HistoryRecord& record);
  absl::Status AnswerOf(Order& order, const Result& result);

  std::vector<Order> orders_;
  const absl::Time now_;

  std::deque<Result> results_;
  std::map<std::string, WorkingCohort*> open_;
  std::vector<std::unique_ptr<WorkingCohort>> purged_;  // for the answers
  std::set<std::string> grown_;
  absl::Time wake_ = absl::InfiniteFuture();
  std::string failed_;
  storage::Writes writes_;
  std::set<std::string> held_;  // the cohorts whose heads are held, where others change them too
  bool shared_ = false;         // other servers may have carried out what is asked again
  std::vector<absl::Status> answers_;
};

}  // namespace kasvu::engine
