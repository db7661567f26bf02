#include "clients/cpp/retries.h"

#include <algorithm>

#include "errors/error.h"

namespace kasvu::client {

bool MayTryAgain(const absl::Status& status, bool mutates) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return true;
    case absl::StatusCode::kAborted:
      return ReasonOf(status) != "ETAG_MISMATCH";
    case absl::StatusCode::kDeadlineExceeded:
      return !mutates;
    default:
      return false;
  }
}

absl::Duration Pauses::Next() {
  const absl::Duration pause = std::min(next_, longest_);
  next_ = pause * 2;
  return pause;
}

}  // namespace kasvu::client
