// Amounts of calendar time, and what they do to a date.
#pragma once

#include "absl/time/civil_time.h"

namespace kasvu::workflows {

// May be negative; all three may be set at once.
struct Period {
  int days = 0;
  int weeks = 0;
  int months = 0;

  friend bool operator==(const Period&, const Period&) = default;
};

// `day` moved by `period`: first the months, clipped to the last day of a shorter month (31 January
// and one month is 28 or 29 February), then weeks and days.
absl::CivilDay Plus(absl::CivilDay day, const Period& period);
absl::CivilDay Minus(absl::CivilDay day, const Period& period);

absl::CivilDay LastDayOf(absl::CivilMonth month);

}  // namespace kasvu::workflows
