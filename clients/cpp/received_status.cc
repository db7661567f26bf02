#include "clients/cpp/received_status.h"

#include "absl/strings/str_cat.h"
#include "errors/error.h"

namespace kasvu::client {
namespace {

absl::Status Unreachable(const grpc::Status& status, const std::string& server) {
  return Error(absl::StatusCode::kUnavailable, "SERVER_UNREACHABLE",
               absl::StrCat("no Kasvu server answers at ", server, ": ", status.error_message()),
               {{"server", server}});
}

absl::Status NoAnswerInTime(const std::string& server) {
  return Error(absl::StatusCode::kDeadlineExceeded, "NO_ANSWER_IN_TIME",
               absl::StrCat("the server at ", server, " did not answer in time"),
               {{"server", server}});
}

absl::Status NotServed(const std::string& server, const std::string& path) {
  return Error(absl::StatusCode::kUnimplemented, "CALL_NOT_SERVED",
               absl::StrCat("the server at ", server, " does not serve ", path),
               {{"server", server}, {"call", path}});
}

}  // namespace

absl::Status ReceivedStatus(const grpc::Status& status, std::string_view server,
                            std::string_view path) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status message;
  if (!message.ParseFromString(status.error_details())) message.Clear();
  message.set_code(status.error_code());
  message.set_message(status.error_message());
  absl::Status result = StatusFrom(message);
  if (!ReasonOf(result).empty()) return result;
  switch (result.code()) {
    case absl::StatusCode::kUnavailable:
      return Unreachable(status, std::string(server));
    case absl::StatusCode::kDeadlineExceeded:
      return NoAnswerInTime(std::string(server));
    case absl::StatusCode::kUnimplemented:
      return NotServed(std::string(server), std::string(path));
    default:
      return result;
  }
}

}  // namespace kasvu::client
