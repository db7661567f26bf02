#include "clients/cpp/retries.h"

#include <algorithm>
#include <random>

#include "errors/error.h"
#include "errors/retry.h"

namespace kasvu::client {

bool MayTryAgain(const absl::Status& status, bool mutates) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return true;
    case absl::StatusCode::kAborted:
      return ReasonOf(status) != "ETAG_MISMATCH";
    case absl::StatusCode::kDeadlineExceeded:
      return !mutates;
    case absl::StatusCode::kResourceExhausted:
      return RetryAfterOf(status).has_value();
    default:
      return false;
  }
}

double RandomChance() {
  std::random_device device;
  return static_cast<double>(device()) / static_cast<double>(std::random_device::max());
}

absl::Duration Pauses::Next() {
  const absl::Duration pause = std::min(next_, longest_);
  next_ = pause * 2;
  return pause;
}

absl::Duration Pauses::Next(const absl::Status& status, double chance) {
  const absl::Duration pause = Next();
  const auto hint = RetryAfterOf(status);
  return hint ? std::max(*hint, pause) * (1 + chance) : pause;
}

}  // namespace kasvu::client
