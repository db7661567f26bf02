#include "workflows/calendar/period.h"

#include <algorithm>
#include <cstdint>

namespace kasvu::workflows {
namespace {

absl::CivilDay Moved(absl::CivilDay day, const Period& period, int64_t sign) {
  if (period.months != 0) {
    const absl::CivilMonth month = absl::CivilMonth(day) + sign * period.months;
    day = absl::CivilDay(month) + (std::min(day.day(), LastDayOf(month).day()) - 1);
  }
  return day + sign * (int64_t{7} * period.weeks + period.days);
}

}  // namespace

absl::CivilDay Plus(absl::CivilDay day, const Period& period) { return Moved(day, period, 1); }

absl::CivilDay Minus(absl::CivilDay day, const Period& period) { return Moved(day, period, -1); }

absl::CivilDay LastDayOf(absl::CivilMonth month) { return absl::CivilDay(month + 1) - 1; }

}  // namespace kasvu::workflows
