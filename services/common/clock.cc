#include "services/common/clock.h"

#include <string>

#include "absl/time/clock.h"
#include "services/common/errors.h"

namespace kasvu::services {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Time SettableClock::Now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

absl::Status SettableClock::Set(absl::Time now) {
  const std::lock_guard lock(mutex_);
  if (now < now_) {
    return ClockWouldGoBack(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", now_, absl::UTCTimeZone()));
  }
  now_ = now;
  return absl::OkStatus();
}

}  // namespace kasvu::services
