// What the rules look at: a programme, the states under one cohort, and the time.
#pragma once

#include <compare>
#include <cstdint>

#include "absl/time/time.h"
#include "kasvu/storage/v1/event.pb.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"

namespace kasvu::workflows {

// A cohort (ordinal 0), or one of its groups, links or enrolments.
struct OwnerRef {
  storage::v1::Owner owner = storage::v1::OWNER_COHORT;
  uint32_t ordinal = 0;

  friend auto operator<=>(const OwnerRef&, const OwnerRef&) = default;
};

class Pins;

// `image` holds the cohort, all of its groups, and at least the enrolment in question with every
// link that it names. `program` is the version through which it is seen: the cohort's, unless
// SeenBy chose another; `pins` has those that govern single owners, and may be null.
struct View {
  const Program& program;
  const CohortImage& image;
  absl::Time now;
  const Pins* pins = nullptr;
};

}  // namespace kasvu::workflows
