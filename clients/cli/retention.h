// Which cohorts have been over for long enough.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {

// The instant that `text` means: the beginning of a day (2025-01-01, 1.1.2025) in `zone`, or so
// long before `now`: 24months, 2years, 90days, 8weeks. WRONG_USAGE otherwise.
absl::StatusOr<absl::Time> ParseLimit(const std::string& text, absl::Time now,
                                      const absl::TimeZone& zone);

// Whether the cohort was closed or cancelled before `limit` and has not been purged.
bool WasFinishedBefore(const kasvu::v1::Cohort& cohort, absl::Time limit);

}  // namespace kasvu::cli
