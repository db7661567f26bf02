// gRPC's health check over what this process serves.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "grpc/health/v1/health_service.grpc.pb.h"
#include "services/common/rpc_service.h"
#include "services/common/signal.h"

namespace kasvu::kasvud {

// Written here because gRPC's own brings threads that poll beside ours (ADR 0015).
class HealthServer : public services::RpcService {
 public:
  // `served` are the full names of the services; the empty name stands for all of them together.
  HealthServer(std::set<std::string> served, const services::Surroundings& surroundings);

  // From now on these are NOT_SERVING, and with any of them the empty name; the others are SERVING.
  // Whoever watches is told.
  void SetNotServing(std::set<std::string> services);

  // Ends the streams: the server stops.
  void EndStreams() { changed_.Close(); }

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;

  absl::Status Check(const services::Call&, const grpc::health::v1::HealthCheckRequest& request,
                     grpc::health::v1::HealthCheckResponse& response);
  absl::StatusOr<services::Watch<grpc::health::v1::HealthCheckResponse>> Watch(
      const services::Call&, const grpc::health::v1::HealthCheckRequest& request);
  Status StatusOf(const std::string& service) const;

  const std::set<std::string> served_;
  services::Signal changed_;
  mutable std::mutex mutex_;
  std::set<std::string> not_serving_;
};

}  // namespace kasvu::kasvud
