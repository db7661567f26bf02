// What time settles: a cohort starts, somebody becomes active, a step is missed at its close, a
// rolling series mints its next item, an end is reached. Events at their due instants, the earliest
// first, so that the outcome does not depend on when somebody looked.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"

namespace kasvu::workflows {

struct Settlement {
  std::vector<storage::v1::Event> events;  // already applied to the image
  // When there may be something to settle again, as far as is known now; never later than the
  // truth. Nothing: not before somebody does something.
  std::optional<absl::Time> next;
};

// What time has settled for the cohort, its groups and its links up to `now`. `program` is the
// cohort's; with `pins` each owner goes by the version that governs it.
Settlement SettleShared(const Program& program, CohortImage& image, absl::Time now,
                        const Pins* pins = nullptr);

// The same for one enrolment; what it shares with others has been settled before. Nothing while it
// is paused or after it has ended, but for its aftercare. `next` rests on its cohort, group and
// links as they are: whatever happens to one of them may bring it nearer, so ask again then.
Settlement SettleEnrolment(const Program& program, CohortImage& image, uint32_t enrolment,
                           absl::Time now, const Pins* pins = nullptr);

}  // namespace kasvu::workflows
