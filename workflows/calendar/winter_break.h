// The winter holiday of Finnish schools, in which small firms' owners are with their families. Each
// municipality decides its own; the table takes the week that the largest ones of a region keep, as
// in the yearly list of the Finnish National Agency for Education (week 8 in the south-west, 9 in
// the middle, 10 in the east and north). For Åland week 8 is assumed.
#pragma once

#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"

namespace kasvu::workflows {

// The ISO week (8, 9 or 10) of the winter break in the region with `code`; none for no such region.
std::optional<int> WinterBreakWeek(std::string_view code);

// The Monday of ISO week `week` (1–53) of `year`.
absl::CivilDay MondayOfIsoWeek(int year, int week);

}  // namespace kasvu::workflows
