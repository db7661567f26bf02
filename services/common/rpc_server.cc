#include "services/common/rpc_server.h"

#include <utility>

namespace kasvu::services {

std::unique_ptr<RpcServer> RpcServer::Build(grpc::ServerBuilder& builder,
                                            std::vector<RpcService*> services) {
  std::unique_ptr<RpcServer> server(new RpcServer);
  server->services_ = std::move(services);
  for (RpcService* service : server->services_) builder.RegisterService(service);
  server->queue_ = std::make_unique<CallQueue>(builder.AddCompletionQueue());
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr) return nullptr;
  return server;
}

RpcServer::~RpcServer() {
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
}

void RpcServer::Serve() {
  for (RpcService* service : services_) service->Await(*queue_);
  queue_->Start();
}

}  // namespace kasvu::services
