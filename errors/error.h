// The shape that every error of Kasvu has: a status code, a sentence that says what is wrong and
// what to do, and a stable reason with its particulars. Each context names its own errors in one
// place and makes them with these functions; one mapper turns them into gRPC's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace kasvu {

using Particulars = std::map<std::string, std::string>;

// An error with `reason` in capitals ("STEP_NOT_OPEN"), never changed once published. `message` is
// shown to people; what varies stands in `particulars` too, so that programs need not read it.
absl::Status Error(absl::StatusCode code, std::string_view reason, std::string_view message,
                   const Particulars& particulars = {});

// INVALID_ARGUMENT with reason INVALID_FIELDS that names every wrong field, dotted from the
// request's root ("cohort.start_date"), with what is wrong about it.
absl::Status InvalidFields(const std::vector<std::pair<std::string, std::string>>& violations);

// The reason `status` was made with; empty when it carries none.
std::string ReasonOf(const absl::Status& status);

// The particulars `status` was made with.
Particulars ParticularsOf(const absl::Status& status);

// What a status is on the wire, and back: code, sentence and payloads.
google::rpc::Status StatusMessage(const absl::Status& status);
absl::Status StatusFrom(const google::rpc::Status& message);

// Type URLs under which the details travel as payloads of a status.
inline constexpr std::string_view kErrorInfoUrl = "type.googleapis.com/google.rpc.ErrorInfo";
inline constexpr std::string_view kBadRequestUrl = "type.googleapis.com/google.rpc.BadRequest";
inline constexpr std::string_view kErrorDomain = "kasvu";

}  // namespace kasvu

// Returns from the function when `expression`, an absl::Status, is an error.
#define KASVU_RETURN_IF_ERROR(expression)                                                  \
  do {                                                                                     \
    if (absl::Status kasvu_status = (expression); !kasvu_status.ok()) return kasvu_status; \
  } while (false)

// Declares or assigns `target` from a StatusOr, or returns its error.
#define KASVU_ASSIGN_OR_RETURN(target, expression) \
  KASVU_ASSIGN_OR_RETURN_NAMED(KASVU_JOIN(kasvu_result_, __LINE__), target, expression)
#define KASVU_ASSIGN_OR_RETURN_NAMED(result, target, expression) \
  auto result = (expression);                                    \
  if (!result.ok()) return std::move(result).status();           \
  target = *std::move(result)
#define KASVU_JOIN(a, b) KASVU_JOIN_EXPANDED(a, b)
#define KASVU_JOIN_EXPANDED(a, b) a##b
