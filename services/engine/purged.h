// What is still known of a cohort that was archived and purged.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "kasvu/storage/v1/purge.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "storage/kv.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

// Why a cohort that has no head here is not there: COHORT_PURGED, or COHORT_NOT_FOUND.
absl::Status NotThere(const storage::Reader& reader, const std::string& cohort);

// COHORT_PURGED of that one.
absl::Status PurgedError(const kasvu::storage::v1::PurgedCohort& purged);

// As the public API shows it.
kasvu::v1::Cohort PublicCohort(const kasvu::storage::v1::PurgedCohort& purged);

// What its states say of the cohort in `image` that is to stay.
kasvu::storage::v1::PurgedCohort RemainsOf(const workflows::CohortImage& image);

}  // namespace kasvu::engine
