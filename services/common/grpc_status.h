// The one place where our errors become gRPC's and back.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace kasvu::services {

// How long a sentence may be on the wire, in bytes: errors travel in the trailer, and clients
// accept only 8 KB of that.
inline constexpr size_t kMaxSentenceBytes = 600;
// How many bytes of payloads a status may carry; what does not fit is left out.
inline constexpr size_t kMaxDetailBytes = 4000;

// The same code and sentence, with the payloads as details of a google.rpc.Status. What went wrong
// inside (INTERNAL, UNKNOWN, DATA_LOSS, or a code without a reason of ours) is logged under
// `method` and answered without its detail.
grpc::Status ToGrpc(const absl::Status& status, std::string_view method);
// The same as a message, for one result among several. Not for OK.
google::rpc::Status ToMessage(const absl::Status& status, std::string_view method);

// The inverse, for calls between contexts. A status without details keeps its code and sentence.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace kasvu::services
