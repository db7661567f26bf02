// The one place where our errors become gRPC's and back.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace kasvu::services {

// The same code and sentence, with the payloads as details of a google.rpc.Status. What went wrong
// inside (INTERNAL, UNKNOWN, DATA_LOSS, or a code without a reason of ours) is logged under
// `method` and answered without its detail.
grpc::Status ToGrpc(const absl::Status& status, std::string_view method);

// The inverse, for calls between contexts. A status without details keeps its code and sentence.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace kasvu::services
