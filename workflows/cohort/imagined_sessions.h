// The sessions of a group that nobody has formed yet: what everybody without a group is shown, and
// what the dates of their steps hang on.
#pragma once

#include <atomic>
#include <memory>

#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/session_occurrences.h"

namespace kasvu::workflows {

class ImaginedSessions {
 public:
  // Those that a group formed at `now` would get. `program` must outlive this.
  ImaginedSessions(const Program& program, const storage::v1::CohortState& cohort, absl::Time now);
  ImaginedSessions(const ImaginedSessions&) = delete;
  ImaginedSessions& operator=(const ImaginedSessions&) = delete;

  const SessionOccurrences& occurrences() const { return *occurrences_; }

 private:
  storage::v1::GroupState group_;
  std::unique_ptr<const SessionOccurrences> occurrences_;
};

// Keeps the plan of one programme for as long as it comes out the same, because planning asks the
// calendar for every date. Safe for use by several threads.
class ImaginedPlan {
 public:
  // The same as making them anew.
  std::shared_ptr<const ImaginedSessions> Sessions(const Program& program,
                                                   const storage::v1::CohortState& cohort,
                                                   absl::Time now);

 private:
  // All that a plan reads of a cohort besides its programme, and of the time.
  struct Basis {
    int64_t start_date = 0;
    int64_t closed_at = 0;
    absl::Time formed;  // of rolling sessions alone

    friend bool operator==(const Basis&, const Basis&) = default;
  };

  struct Kept {
    Basis basis;
    std::shared_ptr<const ImaginedSessions> sessions;
  };

  std::atomic<std::shared_ptr<const Kept>> kept_;
};

}  // namespace kasvu::workflows
