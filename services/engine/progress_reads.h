// The reads of ProgressService: where people stand, and what is to be done.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "kasvu/v1/progress_service.pb.h"
#include "services/common/call.h"
#include "services/common/mandates.h"
#include "services/engine/kept_cohorts.h"
#include "services/engine/programs.h"
#include "services/engine/standings.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Safe for use by several threads; nothing is written. What the actor may not see is not found.
class ProgressReads {
 public:
  // All of them outlive it.
  ProgressReads(storage::Store& store, Programs& programs, KeptCohorts& whole_cohorts,
                KeptCohorts& live_cohorts, const services::Mandates& mandates,
                const Standings& standings)
      : store_(store),
        programs_(programs),
        whole_cohorts_(whole_cohorts),
        live_cohorts_(live_cohorts),
        mandates_(mandates),
        standings_(standings) {}

  // ENROLMENT_NOT_FOUND.
  absl::Status GetProgress(const services::Call& call, const kasvu::v1::GetProgressRequest& request,
                           kasvu::v1::EnrolmentProgress& response) const;

  // COHORT_NOT_FOUND; NOT_ALLOWED for a participant, who is in it and has nobody in her care.
  absl::Status GetCohortProgress(const services::Call& call,
                                 const kasvu::v1::GetCohortProgressRequest& request,
                                 kasvu::v1::CohortProgress& response) const;

  // With a cohort alone: everybody's work there, as far as the actor sees it; her own when she sees
  // nobody else. With a person: hers, in one cohort or in all; of somebody else only what the actor
  // coordinates. COHORT_NOT_FOUND; INVALID_FIELDS when the operator names neither.
  absl::Status ListWorkItems(const services::Call& call,
                             const kasvu::v1::ListWorkItemsRequest& request,
                             kasvu::v1::ListWorkItemsResponse& response) const;

 private:
  storage::Store& store_;
  Programs& programs_;
  KeptCohorts& whole_cohorts_;
  KeptCohorts& live_cohorts_;
  const services::Mandates& mandates_;
  const Standings& standings_;
};

}  // namespace kasvu::engine
