// What everything under a cohort is called outside: cohorts/ekollega-2021/enrolments/e7.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "workflows/cohort/view.h"

namespace kasvu::engine {

// cohorts/ID, cohorts/ID/groups/g1, cohorts/ID/links/l3, cohorts/ID/enrolments/e7. `cohort` is the
// id that people typed when they made it.
std::string CohortName(std::string_view cohort);
std::string GroupName(std::string_view cohort, uint32_t ordinal);
std::string LinkName(std::string_view cohort, uint32_t ordinal);
std::string EnrolmentName(std::string_view cohort, uint32_t ordinal);

// The name of whichever of them owns a step.
std::string OwnerName(std::string_view cohort, const workflows::OwnerRef& owner);

}  // namespace kasvu::engine
