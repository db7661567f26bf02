// Worklists over as many cohorts as they concern.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/actor.h"
#include "services/common/call.h"
#include "services/common/mandates.h"
#include "services/engine/kept_cohorts.h"
#include "services/engine/programs.h"
#include "services/engine/reads/work_order.h"
#include "services/engine/standings.h"
#include "storage/kv.h"

namespace kasvu::engine {

// What a list is read from: one snapshot, at the instant of its page.
struct WorkSource {
  const storage::Reader& reader;
  Programs& programs;
  KeptCohorts& live_cohorts;
  const services::Mandates& mandates;
  const Standings& standings;
  const services::Call& call;
  const WorkPage& page;
};

// Everything in one cohort as far as the actor of the call sees it. COHORT_NOT_FOUND.
absl::StatusOr<std::vector<WorkEntry>> CohortWork(const WorkSource& source,
                                                  const std::string& cohort);

// What asks something of `person` (persons/…) in every cohort, or in `cohort` when it is not empty:
// COHORT_NOT_FOUND then. Of somebody other than the actor only what the actor coordinates.
absl::StatusOr<std::vector<WorkEntry>> PersonWork(const WorkSource& source,
                                                  const std::string& person,
                                                  const std::string& cohort);

}  // namespace kasvu::engine
