// When a call is worth trying again, and how long to wait before that.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kasvu::client {

// Whether the same request may succeed a little later: after UNAVAILABLE, after ABORTED unless an
// etag is stale, and after DEADLINE_EXCEEDED for a call that only reads.
bool MayTryAgain(const absl::Status& status, bool mutates);

// Pauses that double up to a longest one.
class Pauses {
 public:
  Pauses(absl::Duration first, absl::Duration longest) : next_(first), longest_(longest) {}

  absl::Duration Next();

 private:
  absl::Duration next_;
  absl::Duration longest_;
};

}  // namespace kasvu::client
