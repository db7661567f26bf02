// The port for operators: whether kasvud is well, and its numbers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/common/trouble.h"
#include "services/gateway/http_server.h"

namespace kasvu::kasvud {

struct OperatorPages {
  std::function<std::vector<services::Trouble>()> troubles;
  std::function<std::string()> metrics;
};

// GET /healthz answers 200 while the process is alive; /readyz answers 200 or 503 and says in JSON
// what is wrong; /metrics is for Prometheus. Nothing else is there. LISTEN_TAKEN.
absl::StatusOr<std::unique_ptr<gateway::HttpServer>> OpenOperatorPort(const std::string& address,
                                                                      OperatorPages pages);

// What /readyz says: {"status":"ready","troubles":[…]}, where ready means that every part can do
// its work.
gateway::HttpResponse Readiness(const std::vector<services::Trouble>& troubles);

}  // namespace kasvu::kasvud
