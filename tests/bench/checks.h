// How long a template's check takes.
#pragma once

#include "tests/bench/report.h"

namespace kasvu::bench {

// Checks each ready programme several times, in this process, and adds the medians to `report`.
void MeasureChecks(Report& report);

}  // namespace kasvu::bench
