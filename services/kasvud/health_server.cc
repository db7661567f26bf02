#include "services/kasvud/health_server.h"

#include <utility>

#include "services/kasvud/errors.h"

namespace kasvu::kasvud {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

HealthServer::HealthServer(std::set<std::string> served, const services::Surroundings& surroundings)
    : RpcService("grpc.health.v1.Health", surroundings), served_(std::move(served)) {
  Answer("Check", &HealthServer::Check);
  Stream("Watch", &HealthServer::Watch);
}

bool HealthServer::Serves(const std::string& service) const {
  return service.empty() || served_.contains(service);
}

absl::Status HealthServer::Check(const services::Call&, const HealthCheckRequest& request,
                                 HealthCheckResponse& response) {
  if (!Serves(request.service())) return ServiceNotFound(request.service());
  response.set_status(HealthCheckResponse::SERVING);
  return absl::OkStatus();
}

absl::StatusOr<services::Watch<HealthCheckResponse>> HealthServer::Watch(
    const services::Call&, const HealthCheckRequest& request) {
  const auto status = Serves(request.service()) ? HealthCheckResponse::SERVING
                                                : HealthCheckResponse::SERVICE_UNKNOWN;
  // Nothing changes until the server stops.
  return services::Watch<HealthCheckResponse>{
      stopping_,
      [status, told = false](HealthCheckResponse& response) mutable -> absl::StatusOr<bool> {
        response.set_status(status);
        return !std::exchange(told, true);
      }};
}

}  // namespace kasvu::kasvud
