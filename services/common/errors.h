// The errors that any call may answer, one named constructor each. docs and clients rely on the
// reasons; they never change.
#pragma once

#include <chrono>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::services {

// INVALID_ARGUMENT REQUEST_UNREADABLE: the bytes are no message of the type `type`.
absl::Status RequestUnreadable(std::string_view type);
// INVALID_ARGUMENT ACTOR_INVALID: `kasvu-actor` names neither `operator` nor a person.
absl::Status ActorInvalid();
// PERMISSION_DENIED NOT_ALLOWED: the actor has no mandate for `method`.
absl::Status NotAllowed(std::string_view method);
// DEADLINE_EXCEEDED DEADLINE_PASSED: the caller no longer waits; nothing was done.
absl::Status DeadlinePassed();
// RESOURCE_EXHAUSTED OVERLOADED: too much waits already; nothing was done. The same request may be
// sent again after `retry_after`, which travels as google.rpc.RetryInfo.
absl::Status Overloaded(std::chrono::milliseconds retry_after);
// UNAVAILABLE SHUTTING_DOWN: the server ends; the same request may be sent again to the next one.
absl::Status ShuttingDown();
// INVALID_ARGUMENT PAGE_TOKEN_INVALID: not a token of this server, or of another request.
absl::Status PageTokenInvalid();
// INVALID_ARGUMENT REQUEST_ID_REUSED: the id came before, with another request.
absl::Status RequestIdReused();
// ABORTED ETAG_MISMATCH: `name` has changed since the caller read it.
absl::Status EtagMismatch(std::string_view name);
// FAILED_PRECONDITION CLOCK_WOULD_GO_BACK: time never does, not even in a test.
absl::Status ClockWouldGoBack(std::string_view now);

}  // namespace kasvu::services
