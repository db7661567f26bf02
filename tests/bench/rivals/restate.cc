#include "tests/bench/rivals/restate.h"

#include <sstream>
#include <string>

#include "tests/testing/process.h"

namespace kasvu::bench {

std::optional<RestateMeasured> MeasureRestate(int in_flight) {
  tests::Process run(KASVU_SOURCE_DIR "/tests/bench/rivals/restate/run",
                     {std::to_string(in_flight)}, tests::Process::StandardError::kShow);
  std::istringstream line(run.Line());
  RestateMeasured measured;
  line >> measured.per_second >> measured.p50_ms >> measured.p99_ms >> measured.resident_mb;
  const bool read = !line.fail();
  if (run.Wait() != 0 || !read) return std::nullopt;
  return measured;
}

}  // namespace kasvu::bench
