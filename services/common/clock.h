// Time comes in from outside: the machine's, or one that is set by hand.
#pragma once

#include <mutex>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kasvu::services {

// Safe for use by several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
};

// Stands still until it is set, and never goes back.
class SettableClock : public Clock {
 public:
  explicit SettableClock(absl::Time start) : now_(start) {}

  absl::Time Now() const override;
  // FAILED_PRECONDITION (CLOCK_WOULD_GO_BACK) when `now` is before what it shows.
  absl::Status Set(absl::Time now);

 private:
  mutable std::mutex mutex_;
  absl::Time now_;
};

}  // namespace kasvu::services
