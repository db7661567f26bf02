// What of an answer cannot be told from the history again, kept beside the request.
#pragma once

#include <string>
#include <vector>

#include "workflows/cohort/decide.h"

namespace kasvu::engine {

// The results of an enrolment of many, as a serialised CreateEnrolmentsResponse.
std::string RememberedResults(const std::string& cohort,
                              const std::vector<workflows::ItemResult>& results);

}  // namespace kasvu::engine
