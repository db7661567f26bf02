// How soon a server with much in it answers, and how much memory it takes.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace kasvu::bench {

// Starts kasvud with `options` on data that hold `enrolments`, times it to the first answer about a
// cohort, and adds that and its resident memory to `report`.
void MeasureStart(const std::vector<std::string>& options, int enrolments, Report& report);

// Resident memory of a process, in megabytes.
double ResidentMegabytes(int pid);

}  // namespace kasvu::bench
