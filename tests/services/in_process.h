// One service behind a gRPC server inside the test, as the real one runs it.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "grpcpp/grpcpp.h"
#include "services/common/actor.h"
#include "services/common/grpc_status.h"
#include "services/common/rpc_server.h"
#include "services/common/rpc_service.h"

namespace kasvu::services {

// Serves `service`, which outlives it, until it is destroyed.
class InProcess {
 public:
  explicit InProcess(RpcService& service) {
    grpc::ServerBuilder builder;
    server_ = RpcServer::Build(builder, {&service});
    server_->Serve();
    channel_ = server_->Channel();
  }

  // Ends the server: what is in flight is cancelled.
  void Stop() { server_->Shutdown(std::chrono::system_clock::now()); }

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  CallQueue& queue() { return server_->queue(); }

 private:
  std::unique_ptr<RpcServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// Calls `method` of `stub` as `actor` ("" is the operator): the response, or the error with its
// reason.
template <class Response, class Stub, class Request>
absl::StatusOr<Response> CallAs(const std::string& actor, Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
  grpc::ClientContext context;
  if (!actor.empty()) context.AddMetadata(kActorMetadata, actor);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

}  // namespace kasvu::services
