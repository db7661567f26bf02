// RecordStep, durable and with every check, against the bare echo.
#pragma once

#include <string>

#include "tests/bench/population.h"
#include "tests/bench/report.h"
#include "tests/testing/process.h"

namespace kasvu::bench {

struct RecordingPlan {
  int echoes = 60000;  // at each number in flight
  int records = 20000;
};

// Measures both at 1, 16, 64 and 256 calls in flight, one right after the other, and adds the table
// to `report`. `kasvud` listens on `address`; what it and the echo take of the processor is
// measured too, because that hardly changes with what else the machine does.
void MeasureRecording(const tests::Process& kasvud, const std::string& address,
                      const Population& population, const RecordingPlan& plan, Report& report);

}  // namespace kasvu::bench
