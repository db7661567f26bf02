// Whether a cohort's history and everything that follows from it hold together.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "services/engine/programs.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Compares the history with its anchors, walks the hash chain, replays all events and compares the
// outcome with the stored states, the indexes and the counters. COHORT_NOT_FOUND; DATA_LOSS
// (HISTORY_BROKEN) with the first position that does not fit, or the last one when a state, index
// or counter differs. COHORT_PURGED of one that was.
absl::StatusOr<kasvu::v1::VerifyHistoryResponse> VerifyCohort(const storage::Reader& reader,
                                                              Programs& programs,
                                                              const std::string& cohort);

// The same without the anchors.
absl::StatusOr<kasvu::v1::VerifyHistoryResponse> VerifyStates(const storage::Reader& reader,
                                                              Programs& programs,
                                                              const std::string& cohort);

}  // namespace kasvu::engine
