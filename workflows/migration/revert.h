// Taking the latest migration of a cohort back.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "workflows/cohort/pins.h"

namespace kasvu::workflows {

// Something that happened since and has no place in the version before.
struct Contradiction {
  enum Kind {
    kDoneSince,     // a step that only the newer version has
    kChangedSince,  // what the migration itself had recorded, a credit or waiver, or her track
    kHeldSince,     // a session that the migration had added or moved
    kEndedSince,    // by an end of the newer version
    kFactSince,     // a fact whose value the older version does not know
    kLinkSince,     // a link that it does not know
    kFormedSince,   // a group
  };
  Kind kind = kDoneSince;
  OwnerRef owner;
  std::string about;  // the step, session, end, fact or link
};

struct RevertPlan {
  std::vector<Contradiction> contradictions;  // none: it can be taken back
  std::vector<storage::v1::Event> events;     // empty when there are any
  uint32_t enrolments = 0;                    // how many go back
};

// Plans it on what `view` shows, in which time has caught up for everybody; its pins have every
// version that the cohort's owners name, the ones before the migration too. Who came in since goes
// along, if the older version can hold what she has done. NOT_MIGRATED, COHORT_OVER.
absl::StatusOr<RevertPlan> PlanRevert(const View& view);

}  // namespace kasvu::workflows
