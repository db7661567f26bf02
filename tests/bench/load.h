// Keeps a number of calls in flight and times each of them.
#pragma once

#include <functional>
#include <string>

#include "absl/time/time.h"

namespace kasvu::bench {

// Told how a call went; empty: well.
using Done = std::function<void(std::string error)>;

// Starts call `index` and returns at once; `done` is called once, from any thread.
using Call = std::function<void(int index, Done done)>;

struct Measured {
  int in_flight = 0;
  int calls = 0;
  double per_second = 0;
  absl::Duration p50 = {};
  absl::Duration p99 = {};
  int failed = 0;
  std::string first_error = {};
};

// Makes the calls `first` … `first + calls - 1`, at any time `in_flight` of them under way.
Measured Load(int in_flight, int first, int calls, const Call& call);

}  // namespace kasvu::bench
