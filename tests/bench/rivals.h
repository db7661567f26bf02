// Recording against what people would use instead, in one run on one machine.
#pragma once

#include <string>

#include "tests/bench/population.h"
#include "tests/bench/report.h"
#include "tests/testing/process.h"

namespace kasvu::bench {

struct RivalsPlan {
  int in_flight = 64;
  int rounds = 5;      // of each, in turn; the medians count
  int records = 6000;  // in a round
  int seconds = 4;     // of a round, where calls cannot be counted beforehand
};

// `kasvud` serves `population`, in which nothing is recorded yet, at `address` from its own disk.
// Starts a PostgreSQL of its own for pgbench and for a second kasvud over it, whose data folder
// lies below `folder`, and Restate, where npm is there to install it
// (tests/bench/rivals/README.md).
void MeasureRivals(const tests::Process& kasvud, const std::string& address,
                   const Population& population, const std::string& folder, const RivalsPlan& plan,
                   Report& report);

}  // namespace kasvu::bench
