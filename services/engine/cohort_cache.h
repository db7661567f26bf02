// The cohorts that the committer has worked on, ready for the next command.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "services/engine/programs.h"
#include "services/engine/working_cohort.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many enrolments all cohorts in the cache have at most; a single larger one is kept alone.
inline constexpr size_t kEnrolmentsCached = 20'000;

// Of one thread alone.
class CohortCache {
 public:
  explicit CohortCache(Programs& programs) : programs_(programs) {}

  // The cohort as `reader` has it, from here when it has the same head there.
  // Valid until Trim, Drop or Take. COHORT_NOT_FOUND, COHORT_PURGED.
  absl::StatusOr<WorkingCohort*> Get(const storage::Reader& reader, const std::string& id);

  // Keeps a cohort that was just created.
  WorkingCohort* Put(std::unique_ptr<WorkingCohort> cohort);

  // Lets go of a cohort that Get has answered; the caller keeps it from now on.
  std::unique_ptr<WorkingCohort> Take(const std::string& id);

  // Forgets a cohort whose changes came to nothing.
  void Drop(const std::string& id);

  // Forgets all of them.
  void Clear();

  // Lets go of those used longest ago that are too many.
  void Trim();

  // The cohorts that could not be read when they were last asked for, because they are damaged.
  const std::set<std::string>& damaged() const { return damaged_; }

  // Enrolments in it, counting something for each cohort. From any thread.
  size_t weight() const { return weight_.load(std::memory_order_relaxed); }

 private:
  struct Kept {
    std::unique_ptr<WorkingCohort> cohort;
    std::list<std::string>::iterator place;
    size_t weight = 0;
  };

  // Takes note of how large it is now.
  void Weigh(Kept& kept);

  Programs& programs_;
  std::list<std::string> newest_first_;
  std::unordered_map<std::string, Kept> kept_;
  std::set<std::string> damaged_;
  std::atomic<size_t> weight_ = 0;  // of all of them
};

}  // namespace kasvu::engine
