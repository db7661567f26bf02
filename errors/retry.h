// When a call that was refused for now may be sent again.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kasvu {

// `error` with the word, as google.rpc.RetryInfo, that the same call may work after `delay`.
absl::Status WithRetryAfter(absl::Status error, absl::Duration delay);

// What such an error says; nothing for others.
std::optional<absl::Duration> RetryAfterOf(const absl::Status& error);

}  // namespace kasvu
