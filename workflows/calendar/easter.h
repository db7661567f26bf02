#pragma once

#include "absl/time/civil_time.h"

namespace kasvu::workflows {

// Easter Sunday of a Gregorian year by the Meeus–Jones–Butcher algorithm (Jean Meeus, Astronomical
// Algorithms, 2nd edition, chapter 8). It holds for every year from 1583 on.
absl::CivilDay EasterSunday(int year);

}  // namespace kasvu::workflows
