// Time that only goes forward, for measuring and for deadlines. It is not the server's clock, which
// may be a test's and stand still.
#pragma once

#include <chrono>
#include <functional>

namespace kasvu::services {

using Instant = std::chrono::steady_clock::time_point;

// What says how late it is; a test brings one of its own. Called from several threads.
using SteadyNow = std::function<Instant()>;

}  // namespace kasvu::services
