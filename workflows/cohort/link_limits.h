// How often somebody has been linked, and how many a person has.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// How many links of the name have served the enrolment and ended; a proposal that came to nothing
// is none.
int BoundBefore(const View& view, const storage::v1::EnrolmentState& enrolment,
                std::string_view name);

// The participants whom the person has in that role now, by whatever link. The image must hold all
// links of the cohort. Participants who have ended leave their place to others.
std::set<uint32_t> ServedBy(const View& view, std::string_view person, std::string_view role);

}  // namespace kasvu::workflows
