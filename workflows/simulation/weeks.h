// Weeks of a cohort: week 1 begins on its start date, 0 and less lie before it.
#pragma once

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "workflows/calendar/zone.h"

namespace kasvu::workflows {

class Weeks {
 public:
  Weeks(const Zone& zone, absl::CivilDay start) : zone_(zone), start_(start) {}

  int Of(absl::Time instant) const {
    const absl::civil_diff_t days = zone_.DayAt(instant) - start_;
    return static_cast<int>((days >= 0 ? days / 7 : (days - 6) / 7) + 1);
  }
  absl::CivilDay BeginningOf(int week) const { return start_ + 7 * (week - 1); }
  absl::CivilDay start() const { return start_; }

 private:
  const Zone& zone_;
  absl::CivilDay start_;
};

}  // namespace kasvu::workflows
