// A connection to a Kasvu server: calls with deadlines, retries that never do a thing twice, lists
// walked page by page. It knows calls by their descriptors, so a new one needs a line in its
// service's …_calls.h and nothing here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "kasvu/v1/enrolment_service.pb.h"

namespace grpc {
class Channel;
}

namespace kasvu::client {

inline constexpr std::string_view kDefaultServer = "127.0.0.1:7410";

// A call by its full name in the protos, with the types it takes and answers.
template <class RequestType, class ResponseType>
struct Method {
  using Request = RequestType;
  using Response = ResponseType;
  std::string_view name;  // kasvu.v1.EnrolmentService.GetCohort
};

struct ConnectionOptions {
  std::string server{kDefaultServer};  // host:port
  // Where templates and people are asked for when the server's contexts run apart; empty: there.
  std::string catalogue = {};
  std::string directory = {};
  std::string actor;                            // persons/…; empty: the operator
  absl::Duration deadline = absl::Seconds(60);  // of each attempt
  int attempts = 5;
  absl::Duration first_pause = absl::Milliseconds(50);  // doubled after each attempt
  absl::Duration longest_pause = absl::Seconds(2);
  std::function<void(absl::Duration)> wait;     // between attempts; sleeps unless given
  std::function<std::string()> new_request_id;  // random unless given
  std::function<double()> chance;               // 0 to 1; random unless given
};

// May be used by several threads at once.
class Connection {
 public:
  explicit Connection(const ConnectionOptions& options);
  // Every call on a channel that is there already; `options.server` only names it in errors.
  Connection(ConnectionOptions options, std::shared_ptr<grpc::Channel> channel);

  const ConnectionOptions& options() const { return options_; }

  // Calls once, as one logical call: a request_id that is empty is chosen at random and kept over
  // all attempts. Tries again after UNAVAILABLE and ABORTED (not when an etag is stale), after
  // DEADLINE_EXCEEDED when the call only reads, and after OVERLOADED when the server says so.
  // Errors are those of the server with their reason and particulars, or SERVER_UNREACHABLE,
  // NO_ANSWER_IN_TIME, CALL_NOT_SERVED of our own.
  template <class Request, class Response>
  absl::StatusOr<Response> Call(const Method<Request, Response>& method, const Request& request) {
    Response response;
    if (absl::Status status = Send(method.name, request, response); !status.ok()) return status;
    return response;
  }

  // Walks all pages of a list from the request's page token on, and answers them as one response
  // whose next_page_token is empty.
  template <class Request, class Response>
  absl::StatusOr<Response> CallAll(const Method<Request, Response>& method,
                                   const Request& request) {
    Response response;
    if (absl::Status status = SendAll(method.name, request, response); !status.ok()) return status;
    return response;
  }

  // The changes of a cohort after `request.position`, in order, each once, over as many streams as
  // it takes, until `visit` answers false. Errors as of Call; POSITION_GONE.
  absl::Status WatchCohort(kasvu::v1::WatchCohortRequest request,
                           const std::function<bool(const kasvu::v1::CohortChange&)>& visit);

 private:
  absl::Status Send(std::string_view method, const google::protobuf::Message& request,
                    google::protobuf::Message& response);
  absl::Status SendAll(std::string_view method, const google::protobuf::Message& request,
                       google::protobuf::Message& response);
  struct Peer {
    std::string address;
    std::shared_ptr<grpc::Channel> channel;
  };

  absl::Status SendOnce(const Peer& peer, const std::string& path,
                        const google::protobuf::Message& request,
                        google::protobuf::Message& response);
  // Who serves the calls of a service, kasvu.v1.PersonService.
  const Peer& PeerFor(const std::string& service) const;

  ConnectionOptions options_;
  Peer server_;
  std::map<std::string, Peer> apart_;  // by service
};

}  // namespace kasvu::client
