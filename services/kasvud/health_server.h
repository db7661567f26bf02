// gRPC's health check over what this process serves.
#pragma once

#include <set>
#include <string>

#include "grpc/health/v1/health_service.grpc.pb.h"
#include "services/common/rpc_service.h"
#include "services/common/signal.h"

namespace kasvu::kasvud {

// Written here because gRPC's own brings threads that poll beside ours (ADR 0015).
class HealthServer : public services::RpcService {
 public:
  // `served` are the full names of the services; the empty name is always served.
  HealthServer(std::set<std::string> served, const services::Surroundings& surroundings);

  // Ends the streams: the server stops.
  void EndStreams() { stopping_.Close(); }

 private:
  absl::Status Check(const services::Call&, const grpc::health::v1::HealthCheckRequest& request,
                     grpc::health::v1::HealthCheckResponse& response);
  absl::StatusOr<services::Watch<grpc::health::v1::HealthCheckResponse>> Watch(
      const services::Call&, const grpc::health::v1::HealthCheckRequest& request);
  bool Serves(const std::string& service) const;

  const std::set<std::string> served_;
  services::Signal stopping_;
};

}  // namespace kasvu::kasvud
