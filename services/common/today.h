// Which day it is.
#pragma once

#include <string>

#include "absl/time/time.h"

namespace kasvu::services {

// The day in Finland at `now`, as 2021-02-01: mandates begin and end by it.
std::string Today(absl::Time now);

}  // namespace kasvu::services
