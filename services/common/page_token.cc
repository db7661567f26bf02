#include "services/common/page_token.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/common/digest.h"
#include "services/common/errors.h"

namespace kasvu::services {
namespace {

// A token is base64url of: the version, the seal, the position.
constexpr char kVersion = 1;
constexpr size_t kSealSize = 16;

// Ties the position to everything else that the request says.
std::string SealOf(const google::protobuf::Message& request, std::string_view position) {
  const std::unique_ptr<google::protobuf::Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* field : {"page_token", "page_size"}) {
    if (const auto* descriptor = rest->GetDescriptor()->FindFieldByName(field)) {
      rest->GetReflection()->ClearField(rest.get(), descriptor);
    }
  }
  std::string bytes = request.GetDescriptor()->full_name();
  bytes.push_back('\0');
  bytes.append(std::to_string(position.size())).push_back('\0');
  bytes.append(position).append(StableBytes(*rest));
  return Blake2b(bytes, kSealSize);
}

}  // namespace

absl::StatusOr<int> PageSize(int asked) {
  if (asked < 0) return InvalidFields({{"page_size", "must not be negative"}});
  return asked == 0 ? kDefaultPageSize : std::min(asked, kMaxPageSize);
}

std::string MakePageToken(const google::protobuf::Message& request, std::string_view position) {
  std::string bytes(1, kVersion);
  bytes.append(SealOf(request, position)).append(position);
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<std::string> ReadPageToken(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("page_token");
  const std::string token = request.GetReflection()->GetString(request, field);
  if (token.empty()) return std::string();
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes)) return PageTokenInvalid();
  if (bytes.size() < 1 + kSealSize) return PageTokenInvalid();
  std::string position = bytes.substr(1 + kSealSize);
  // Version, seal and spelling at once: there is one token for each position.
  if (MakePageToken(request, position) != token) return PageTokenInvalid();
  return position;
}

}  // namespace kasvu::services
