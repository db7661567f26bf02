// How long a rehearsal takes.
#pragma once

#include "tests/bench/report.h"

namespace kasvu::bench {

// Plays each ready programme `runs` times with 24 participants on two threads, as the server does,
// and adds how long it took and how many participants a second that is to `report`.
void MeasureRehearsals(int runs, Report& report);

}  // namespace kasvu::bench
