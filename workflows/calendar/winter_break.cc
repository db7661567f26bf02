#include "workflows/calendar/winter_break.h"

#include <map>

namespace kasvu::workflows {

std::optional<int> WinterBreakWeek(std::string_view code) {
  static const std::map<std::string_view, int>& weeks = *new std::map<std::string_view, int>{
      {"01", 8},  {"02", 8},  {"04", 8},  {"20", 8},  {"21", 8},   //
      {"05", 9},  {"06", 9},  {"07", 9},  {"08", 9},  {"09", 9},   //
      {"10", 9},  {"13", 9},  {"14", 9},  {"15", 9},  {"16", 9},   //
      {"11", 10}, {"12", 10}, {"17", 10}, {"18", 10}, {"19", 10},  //
  };
  const auto found = weeks.find(code);
  if (found == weeks.end()) return std::nullopt;
  return found->second;
}

absl::CivilDay MondayOfIsoWeek(int year, int week) {
  // Week 1 is the one with 4 January in it.
  const absl::CivilDay monday =
      absl::PrevWeekday(absl::CivilDay(year, 1, 5), absl::Weekday::monday);
  return monday + 7 * (week - 1);
}

}  // namespace kasvu::workflows
