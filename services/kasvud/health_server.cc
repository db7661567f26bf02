#include "services/kasvud/health_server.h"

#include <optional>
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

void HealthServer::SetNotServing(std::set<std::string> services) {
  {
    const std::lock_guard lock(mutex_);
    not_serving_ = std::move(services);
  }
  changed_.Raise();
}

HealthServer::Status HealthServer::StatusOf(const std::string& service) const {
  if (!service.empty() && !served_.contains(service)) return HealthCheckResponse::SERVICE_UNKNOWN;
  const std::lock_guard lock(mutex_);
  const bool serves = service.empty() ? not_serving_.empty() : !not_serving_.contains(service);
  return serves ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

absl::Status HealthServer::Check(const services::Call&, const HealthCheckRequest& request,
                                 HealthCheckResponse& response) {
  const Status status = StatusOf(request.service());
  if (status == HealthCheckResponse::SERVICE_UNKNOWN) return ServiceNotFound(request.service());
  response.set_status(status);
  return absl::OkStatus();
}

absl::StatusOr<services::Watch<HealthCheckResponse>> HealthServer::Watch(
    const services::Call&, const HealthCheckRequest& request) {
  return services::Watch<HealthCheckResponse>{
      changed_,
      [this, service = request.service(), told = std::optional<Status>()](
          HealthCheckResponse& response) mutable -> absl::StatusOr<bool> {
        const Status status = StatusOf(service);
        if (told == status) return false;
        told = status;
        response.set_status(status);
        return true;
      }};
}

}  // namespace kasvu::kasvud
