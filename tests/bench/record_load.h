// RecordStep, many calls at a time.
#pragma once

#include <string>

#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/load.h"
#include "tests/bench/population.h"

namespace kasvu::bench {

class RecordLoad {
 public:
  // The server at `address` has `population`, which outlives this.
  RecordLoad(const std::string& address, const Population& population)
      : stubs_(address), population_(population) {}

  // Makes the recordings `first` … `first + calls - 1` of the population, each of which can be made
  // once.
  Measured Measure(int in_flight, int first, int calls) const;

 private:
  const Stubs<kasvu::v1::ProgressService> stubs_;
  const Population& population_;
};

}  // namespace kasvu::bench
