#include "services/common/grpc_status.h"

#include <string>

#include "absl/strings/cord.h"
#include "errors/error.h"
#include "google/rpc/status.pb.h"
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

grpc::Status ToGrpc(const absl::Status& status, std::string_view method) {
  if (status.ok()) return grpc::Status::OK;
  absl::Status told = status;
  if (IsInside(status)) {
    Log(LogLevel::kError, "call failed", status, {{"method", method}});
    const bool damaged = status.code() == absl::StatusCode::kDataLoss;
    told = Error(damaged ? absl::StatusCode::kDataLoss : absl::StatusCode::kInternal,
                 damaged ? "STORED_DATA_DAMAGED" : "INTERNAL",
                 damaged ? "stored data cannot be read; the server's log says more"
                         : "something went wrong in the server; its log says more");
  }
  google::rpc::Status details;
  details.set_code(static_cast<int>(told.code()));
  details.set_message(Shortened(std::string(told.message()), kMaxSentenceBytes));
  size_t bytes = 0;
  told.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    bytes += url.size() + payload.size();
    if (bytes > kMaxDetailBytes) {
      bytes -= url.size() + payload.size();
      return;
    }
    google::protobuf::Any& detail = *details.add_details();
    detail.set_type_url(std::string(url));
    detail.set_value(std::string(payload));
  });
  return grpc::Status(static_cast<grpc::StatusCode>(told.code()), details.message(),
                      details.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status details;
  if (details.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& detail : details.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

}  // namespace kasvu::services
