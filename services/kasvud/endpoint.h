// gRPC servers as kasvud sets them up.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "grpcpp/server.h"
#include "services/common/rpc_service.h"

namespace kasvu::kasvud {

// What one message may measure, in either direction.
inline constexpr int kMaxMessageBytes = 4 << 20;

// A server that other programs reach, with health and reflection, and the port it got.
struct Endpoint {
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

// Serves `services`, which outlive it, on `address`. LISTEN_TAKEN when that cannot be.
absl::StatusOr<Endpoint> Listen(const std::string& address,
                                const std::vector<services::RpcService*>& services);

// Serves them within this process alone: reached by InProcessChannel.
std::unique_ptr<grpc::Server> ServeInProcess(const std::vector<services::RpcService*>& services);

// A channel to a context in another process.
std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address);

}  // namespace kasvu::kasvud
