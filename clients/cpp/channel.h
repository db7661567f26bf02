// What every call to a server begins with.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "clients/cpp/connection.h"
#include "google/protobuf/message.h"

namespace grpc {
class ClientContext;
}

namespace kasvu::client {

// A channel to host:port, which finds a server that is starting as soon as it is asked again.
std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address);

// Names the actor of a call.
void SetUp(grpc::ClientContext& context, const ConnectionOptions& options);

// ACTOR_INVALID: gRPC ends the process over metadata that is not printable ASCII, so it is refused
// before. REQUEST_TOO_LARGE.
absl::Status CheckActor(const ConnectionOptions& options);
absl::Status CheckSize(const google::protobuf::Message& request);

}  // namespace kasvu::client
