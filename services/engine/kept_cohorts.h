// Cohorts for those who read them again and again, a page or a worklist at a time: loaded once, as
// long as nothing happens in them.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/programs.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many enrolments all that are kept have at most; a larger cohort is kept alone.
inline constexpr size_t kEnrolmentsKeptForReading = 5'000;

// Safe for use by several threads.
class KeptCohorts {
 public:
  // What of a cohort is kept: LoadCohort or LoadLive.
  using Load = absl::StatusOr<LoadedCohort>(const storage::Reader& reader, Programs& programs,
                                            const std::string& cohort, absl::Time now);

  KeptCohorts(Programs& programs, Load& load) : programs_(programs), load_(load) {}

  // The cohort as `reader` has it, with what time has settled up to `now`. What is kept serves as
  // long as the history ends at the same position and time settles nothing more; whoever holds one
  // that has grown old may read on. COHORT_NOT_FOUND.
  absl::StatusOr<std::shared_ptr<const LoadedCohort>> Get(const storage::Reader& reader,
                                                          const std::string& cohort,
                                                          absl::Time now);

  // The enrolments of all that are kept.
  size_t kept() const;

 private:
  using Kept = std::shared_ptr<const LoadedCohort>;

  Kept Find(const std::string& cohort, const kasvu::storage::v1::CohortHead& head);
  void Keep(Kept loaded);

  Programs& programs_;
  Load& load_;
  mutable std::mutex mutex_;
  std::list<Kept> newest_first_;
};

}  // namespace kasvu::engine
