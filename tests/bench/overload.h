// What is still done when more is asked than can be.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"

namespace kasvu::bench {

struct OverloadPlan {
  int cohorts = 400;  // that fit the cache
  int participants = 25;
  int calls = 15000;  // to find out the capacity, each time
  std::vector<double> factors = {0.5, 1.0, 1.2, 2.0};
  absl::Duration each = absl::Milliseconds(1500);
};

// Starts a kasvud with these options on half of the processors, and for each factor finds out
// how many recordings it does with 256 in flight, then sends them at a steady pace of so many times
// that from the other half, whether or not answers come; adds the table to `report`.
void MeasureOverload(std::vector<std::string> options, const OverloadPlan& plan, Report& report);

}  // namespace kasvu::bench
