// RecordStep, durable and with every check, against the bare echo.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/population.h"
#include "tests/bench/report.h"
#include "tests/testing/process.h"

namespace kasvu::bench {

struct RecordingPlan {
  std::vector<int> in_flight = {1, 16, 64, 256};
  int echoes = 60000;  // at each number in flight
  int records = 20000;
};

// Measures both at each number of calls in flight, one right after the other, and beside them the
// echo that commits (below `folder`); adds the tables to `report`. `kasvud` listens on `address`;
// what servers and load take of the processor is measured too, because that hardly changes with
// what else the machine does.
void MeasureRecording(const tests::Process& kasvud, const std::string& address,
                      const std::string& folder, const Population& population,
                      const RecordingPlan& plan, Report& report);

}  // namespace kasvu::bench
