// When a call is worth trying again, and how long to wait before that.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kasvu::client {

// Whether the same request may succeed a little later: after UNAVAILABLE, after ABORTED unless an
// etag is stale, after DEADLINE_EXCEEDED for a call that only reads, and when the server says by
// google.rpc.RetryInfo when to come again, as it does when it has too much to do.
bool MayTryAgain(const absl::Status& status, bool mutates);

// A number from 0 to 1, by chance.
double RandomChance();

// Pauses that double up to a longest one.
class Pauses {
 public:
  Pauses(absl::Duration first, absl::Duration longest) : next_(first), longest_(longest) {}

  absl::Duration Next();

  // The same after `status`: where the server says when to come again, not before that, and up to
  // as much later by `chance` (0 to 1), so that those it sent away do not all come back at once.
  absl::Duration Next(const absl::Status& status, double chance);

 private:
  absl::Duration next_;
  absl::Duration longest_;
};

}  // namespace kasvu::client
