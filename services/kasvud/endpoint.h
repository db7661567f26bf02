// gRPC servers as kasvud sets them up.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/rpc_server.h"

namespace kasvu::kasvud {

// What one message may measure, in either direction.
inline constexpr int kMaxMessageBytes = 4 << 20;

// A server that other programs reach, with reflection, and the port it got.
struct Endpoint {
  std::unique_ptr<services::RpcServer> server;
  int port = 0;
};

// Listens for `services`, which outlive it, on `address`; calls wait until it is told to serve.
// LISTEN_TAKEN when that cannot be.
absl::StatusOr<Endpoint> Listen(const std::string& address,
                                const std::vector<services::RpcService*>& services);

// A channel to a context in another process.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address);

}  // namespace kasvu::kasvud
