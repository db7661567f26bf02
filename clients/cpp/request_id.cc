#include "clients/cpp/request_id.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"

namespace kasvu::client {

std::string RandomRequestId() {
  std::random_device device;
  std::string id;
  for (int word = 0; word < 4; ++word) absl::StrAppend(&id, absl::Hex(device(), absl::kZeroPad8));
  return id;
}

void SetRequestId(google::protobuf::Message& request, const std::function<std::string()>& new_id) {
  const auto* const field = request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr) return;
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  if (reflection.GetString(request, field).empty()) {
    reflection.SetString(&request, field, new_id());
  }
}

}  // namespace kasvu::client
