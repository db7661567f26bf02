// How long a rehearsal takes.
#pragma once

#include "tests/bench/report.h"

namespace kasvu::bench {

// Plays each ready programme `runs` times on two threads, as the server does, with 24 participants
// or as many as the programme takes, and adds how long it took and what a run costs to `report`.
void MeasureRehearsals(int runs, Report& report);

}  // namespace kasvu::bench
