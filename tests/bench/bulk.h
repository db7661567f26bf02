// Recording in bulk: keys written for each second, against RocksDB's own benchmark.
#pragma once

#include <string>

#include "tests/bench/report.h"

namespace kasvu::bench {

struct BulkPlan {
  int cohorts = 300;  // of 25 participants, with 12 steps each
  int steps_per_call = 500;
  // So many as the server has room for: more of one source would be refused, and come again.
  int calls_in_flight = 2;
  int rows = 10'000;  // of an import
};

// Starts servers of its own with data under `folder`.
void MeasureBulk(const std::string& folder, const BulkPlan& plan, Report& report);

}  // namespace kasvu::bench
