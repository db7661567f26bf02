// What gRPC says about a call, as an error of ours.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace kasvu::client {

// The server's code, sentence, reason, particulars and field violations (errors/error.h). What did
// not come from a Kasvu server gets a reason too: UNAVAILABLE is SERVER_UNREACHABLE,
// DEADLINE_EXCEEDED is NO_ANSWER_IN_TIME, UNIMPLEMENTED is CALL_NOT_SERVED.
absl::Status ReceivedStatus(const grpc::Status& status, std::string_view server,
                            std::string_view path);

}  // namespace kasvu::client
