// The same step by Restate, a durable workflow engine.
#pragma once

#include <optional>

namespace kasvu::bench {

struct RestateMeasured {
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double resident_mb = 0;
};

// Installs, starts, measures and stops it. Nothing where that cannot be; why has been shown.
std::optional<RestateMeasured> MeasureRestate(int in_flight);

}  // namespace kasvu::bench
