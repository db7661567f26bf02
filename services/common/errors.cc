#include "services/common/errors.h"

#include <string>

#include "absl/time/time.h"
#include "errors/error.h"
#include "errors/retry.h"

namespace kasvu::services {

absl::Status RequestUnreadable(std::string_view type) {
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_UNREADABLE",
               "the bytes sent are no " + std::string(type) + "; check the version of the client",
               {{"type", std::string(type)}});
}

absl::Status ActorInvalid() {
  return Error(absl::StatusCode::kInvalidArgument, "ACTOR_INVALID",
               "the metadata kasvu-actor has to be `operator` or a person's name such as "
               "persons/abcdefgh23456723");
}

absl::Status NotAllowed(std::string_view method) {
  return Error(absl::StatusCode::kPermissionDenied, "NOT_ALLOWED",
               "you have no mandate for " + std::string(method), {{"method", std::string(method)}});
}

absl::Status DeadlinePassed() {
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
               "the deadline had passed before the call began; nothing was done");
}

absl::Status Overloaded(std::chrono::milliseconds retry_after) {
  return WithRetryAfter(Error(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                              "the server has more to do than it can; nothing was done. Send the "
                              "same request again in a moment"),
                        absl::FromChrono(retry_after));
}

absl::Status ShuttingDown() {
  return Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
               "the server is stopping; send the same request again");
}

absl::Status PageTokenInvalid() {
  return Error(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
               "page_token is not one that this request was answered with; begin without it");
}

absl::Status RequestIdReused() {
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
               "this request_id came before with another request; choose a new one");
}

absl::Status EtagMismatch(std::string_view name) {
  return Error(absl::StatusCode::kAborted, "ETAG_MISMATCH",
               std::string(name) + " has changed since you read it; read it again",
               {{"name", std::string(name)}});
}

absl::Status ClockWouldGoBack(std::string_view now) {
  return Error(absl::StatusCode::kFailedPrecondition, "CLOCK_WOULD_GO_BACK",
               "the clock stands at " + std::string(now) + " and only goes forward",
               {{"now", std::string(now)}});
}

}  // namespace kasvu::services
