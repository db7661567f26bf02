#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {

// One change of a cohort: a line for each event, with position, time, actor, event, whom it is
// about, the step and the details by key.
std::vector<std::string> HistoryLines(const kasvu::v1::CohortChange& change,
                                      const absl::TimeZone& zone, const std::string& language);

}  // namespace kasvu::cli
