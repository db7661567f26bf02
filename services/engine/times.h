// Instants that requests name.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "errors/error.h"
#include "google/protobuf/timestamp.pb.h"

namespace kasvu::engine {

// The instant in the field `name`, to the microsecond; INVALID_FIELDS for one that is none of the
// years 1900 to 2199.
absl::StatusOr<absl::Time> TimeIn(const google::protobuf::Timestamp& instant,
                                  std::string_view name);

// The request's occur_time, or nothing when it names none.
template <class Request>
absl::StatusOr<std::optional<absl::Time>> OccurredOf(const Request& request) {
  if (!request.has_occur_time()) return std::nullopt;
  KASVU_ASSIGN_OR_RETURN(const absl::Time time, TimeIn(request.occur_time(), "occur_time"));
  return time;
}

}  // namespace kasvu::engine
