// What reading takes beside much that has ended: counts in place of times, which are the same
// whatever else the machine does.
#pragma once

#include <functional>
#include <string>

#include "kasvu/v1/progress_service.pb.h"
#include "tests/bench/counted_store.h"

namespace kasvu::bench {

struct CallCounts {
  ReadCounts record;
  ReadCounts worklist;
  ReadCounts progress;
};

struct CountedCalls {
  int calls = 0;  // of each kind
  std::function<kasvu::v1::RecordStepRequest(int)> record;
  std::function<kasvu::v1::GetCohortProgressRequest(int)> progress;
  std::string coordinator;  // persons/…, of the region 02
};

// Opens the data of a server that has stopped in this process, makes each call so many times and
// counts: sums over all calls of a kind.
CallCounts CountCalls(const std::string& data, const CountedCalls& plan);

}  // namespace kasvu::bench
