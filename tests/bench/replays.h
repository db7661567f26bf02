// How fast states come out of their history again.
#pragma once

#include <string>

#include "tests/bench/report.h"

namespace kasvu::bench {

// Reads the histories of all cohorts in the folder of a server that has ended, replays them, and
// adds how many events a second that was to `report`.
void MeasureReplays(const std::string& data, Report& report);

}  // namespace kasvu::bench
