#include "services/common/grpc_status.h"

#include <algorithm>
#include <string>

#include "errors/error.h"
#include "services/common/log.h"

namespace kasvu::services {
namespace {

bool IsInside(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
      return true;
    case absl::StatusCode::kDataLoss:
      // Whoever asks whether a history holds is told where it does not.
      return ReasonOf(status) != "HISTORY_BROKEN";
    default:
      return ReasonOf(status).empty();
  }
}

// At most `limit` bytes of `text`, cut between characters.
std::string Shortened(std::string text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
  text.resize(limit);
  return text + " …";
}

}  // namespace

google::rpc::Status ToMessage(const absl::Status& status, std::string_view method) {
  absl::Status told = status;
  if (IsInside(status)) {
    Log(LogLevel::kError, "call failed", status, {{"method", method}});
    const bool damaged = status.code() == absl::StatusCode::kDataLoss;
    told = Error(damaged ? absl::StatusCode::kDataLoss : absl::StatusCode::kInternal,
                 damaged ? "STORED_DATA_DAMAGED" : "INTERNAL",
                 damaged ? "stored data cannot be read; the server's log says more"
                         : "something went wrong in the server; its log says more");
  }
  google::rpc::Status message = StatusMessage(told);
  message.set_message(Shortened(message.message(), kMaxSentenceBytes));
  size_t bytes = 0;
  auto& details = *message.mutable_details();
  details.erase(std::remove_if(details.begin(), details.end(),
                               [&](const google::protobuf::Any& detail) {
                                 const size_t size =
                                     detail.type_url().size() + detail.value().size();
                                 if (bytes + size > kMaxDetailBytes) return true;
                                 bytes += size;
                                 return false;
                               }),
                details.end());
  return message;
}

grpc::Status ToGrpc(const absl::Status& status, std::string_view method) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status message = ToMessage(status, method);
  return grpc::Status(static_cast<grpc::StatusCode>(message.code()), message.message(),
                      message.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  google::rpc::Status message;
  if (!message.ParseFromString(status.error_details())) message.Clear();
  message.set_code(status.error_code());
  message.set_message(status.error_message());
  return StatusFrom(message);
}

}  // namespace kasvu::services
