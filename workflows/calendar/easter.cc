#include "workflows/calendar/easter.h"

namespace kasvu::workflows {

absl::CivilDay EasterSunday(int year) {
  const int lunar_cycle = year % 19;
  const int century = year / 100;
  const int of_century = year % 100;
  const int lunar_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * lunar_cycle + century - century / 4 - lunar_correction + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  const int late_moon = (lunar_cycle + 11 * epact + 22 * weekday) / 451;
  const int days = epact + weekday - 7 * late_moon + 114;
  return absl::CivilDay(year, days / 31, days % 31 + 1);
}

}  // namespace kasvu::workflows
