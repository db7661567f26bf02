// HTTP/1.1 on a port of its own: the one place that knows how it is spoken (ADR 0019).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kasvu::gateway {

// How many connections are served at once; more are hung up on.
inline constexpr int kMostConnections = 1'000;

struct HttpRequest {
  std::string method;  // GET
  std::string path;    // /metrics, without what stands behind "?"
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
};

// Serves on one thread of its own, which waits for its connections and for nothing else in the
// process. A connection that says nothing for half a minute is hung up on.
class HttpServer {
 public:
  // Called on the server's thread, which it must not hold up.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;

  // Listens on `address`, "127.0.0.1:7411"; port 0 is any that is free. UNAVAILABLE
  // (LISTEN_TAKEN) when that cannot be.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Listen(const std::string& address,
                                                            Handler handler);
  // Hangs up on everybody.
  ~HttpServer();

  int port() const;

 private:
  class Loop;
  explicit HttpServer(std::unique_ptr<Loop> loop);

  const std::unique_ptr<Loop> loop_;
};

}  // namespace kasvu::gateway
