// A gRPC server of RpcServices: it and the one thread that reads its calls.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "services/common/call_queue.h"
#include "services/common/rpc_service.h"

namespace kasvu::services {

class RpcServer {
 public:
  // Builds the server of `services`, which outlive it; ports and limits stand in `builder` already.
  // Null when it cannot listen. Calls wait until Serve.
  static std::unique_ptr<RpcServer> Build(grpc::ServerBuilder& builder,
                                          std::vector<RpcService*> services);
  // Shuts down at once unless that has happened, and waits for the calls that are being handled.
  ~RpcServer();

  // Begins to answer. Called once.
  void Serve();

  // Calls that are not over at `deadline` are cancelled.
  void Shutdown(std::chrono::system_clock::time_point deadline) { server_->Shutdown(deadline); }

  // A channel to this server from within the process.
  std::shared_ptr<grpc::Channel> Channel() {
    return server_->InProcessChannel(grpc::ChannelArguments());
  }
  // Where clients within the process have to wait, instead of polling beside it.
  CallQueue& queue() { return *queue_; }

 private:
  RpcServer() = default;

  std::vector<RpcService*> services_;
  // The queue is emptied after the server's shutdown and before its end.
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<CallQueue> queue_;
};

}  // namespace kasvu::services
