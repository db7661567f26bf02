#include "services/kasvud/operator_port.h"

#include <algorithm>
#include <utility>

#include "services/common/json_text.h"

namespace kasvu::kasvud {

using gateway::HttpRequest;
using gateway::HttpResponse;
using services::Trouble;

HttpResponse Readiness(const std::vector<Trouble>& troubles) {
  const bool ready =
      std::all_of(troubles.begin(), troubles.end(), [](const Trouble& one) { return one.serves; });
  HttpResponse response{
      .status = ready ? 200 : 503, .content_type = "application/json", .body = {}};
  std::string& json = response.body;
  json = std::string(R"({"status":")") + (ready ? "ready" : "not ready") + R"(","troubles":[)";
  for (const Trouble& trouble : troubles) {
    json += R"({"reason":)";
    services::AppendJsonText(trouble.reason, json);
    json += R"(,"where":)";
    services::AppendJsonText(trouble.where, json);
    json += R"(,"message":)";
    services::AppendJsonText(trouble.detail, json);
    json += trouble.serves ? R"(,"serves":true},)" : R"(,"serves":false},)";
  }
  if (json.back() == ',') json.pop_back();
  json += "]}\n";
  return response;
}

absl::StatusOr<std::unique_ptr<gateway::HttpServer>> OpenOperatorPort(const std::string& address,
                                                                      OperatorPages pages) {
  return gateway::HttpServer::Listen(
      address, [pages = std::move(pages)](const HttpRequest& request) -> HttpResponse {
        if (request.method != "GET") return {.status = 405, .body = "only GET is served here\n"};
        if (request.path == "/healthz") return {.body = "alive\n"};
        if (request.path == "/readyz") return Readiness(pages.troubles());
        if (request.path == "/metrics") {
          return {.content_type = "text/plain; version=0.0.4; charset=utf-8",
                  .body = pages.metrics()};
        }
        return {.status = 404, .body = "here are /healthz, /readyz and /metrics\n"};
      });
}

}  // namespace kasvu::kasvud
