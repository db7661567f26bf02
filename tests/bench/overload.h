// What is still done when more is asked than can be.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/population.h"
#include "tests/bench/report.h"

namespace kasvu::bench {

struct OverloadPlan {
  int calls = 20000;  // to find out the capacity
  std::vector<double> factors = {0.5, 1.0, 1.2, 2.0};
  absl::Duration each = absl::Milliseconds(1500);
};

// Finds out how many recordings a second kasvud at `address` does with 256 in flight, then sends
// them at a steady pace of so many times that, whether or not answers come, and adds the table to
// `report`. Its port for `operators` says how much of the time is its own.
void MeasureOverload(const std::string& address, int operators, const Population& population,
                     const OverloadPlan& plan, Report& report);

}  // namespace kasvu::bench
