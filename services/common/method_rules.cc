#include "services/common/method_rules.h"

#include <algorithm>

#include "errors/error.h"
#include "services/common/errors.h"

namespace kasvu::services {

MethodRules::MethodRules(const google::protobuf::MethodDescriptor* method)
    : method_(method),
      request_id_(method->input_type()->FindFieldByName("request_id")),
      name_(method->service()->name() + "." + method->name()),
      path_("/" + method->service()->full_name() + "/" + method->name()),
      access_(method->options().GetExtension(kasvu::v1::call).access()),
      mutates_(method->options().GetExtension(kasvu::v1::call).mutates()),
      request_(MessageRules::Of(method->input_type())) {}

absl::Status MethodRules::CheckRequest(const google::protobuf::Message& request) const {
  KASVU_RETURN_IF_ERROR(request_.Check(request));
  if (!mutates_ || request_id_ == nullptr) return absl::OkStatus();
  std::string scratch;
  const std::string& id =
      request.GetReflection()->GetStringReference(request, request_id_, &scratch);
  const bool printable =
      std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (id.empty()) return InvalidFields({{"request_id", "has to be given: a new one per request"}});
  if (id.size() > kMaxRequestIdCharacters || !printable) {
    return InvalidFields({{"request_id", "has to be 1 to 64 printable ASCII characters"}});
  }
  return absl::OkStatus();
}

std::string MethodRules::RequestIdOf(const google::protobuf::Message& request) const {
  if (request_id_ == nullptr) return std::string();
  return request.GetReflection()->GetString(request, request_id_);
}

absl::Status MethodRules::CheckAccess(const Actor& actor, const Mandates& mandates,
                                      std::string_view date) const {
  if (actor.is_operator()) return absl::OkStatus();
  switch (access_) {
    case kasvu::v1::ACCESS_ANYONE:
    case kasvu::v1::ACCESS_PARTICIPANT:
    case kasvu::v1::ACCESS_MENTOR:
      return absl::OkStatus();
    case kasvu::v1::ACCESS_COORDINATOR:
      if (mandates.HasRoleAnywhere(actor.person(), date, "coordinator")) return absl::OkStatus();
      break;
    case kasvu::v1::ACCESS_PUBLISHER:
      if (mandates.HasRoleAnywhere(actor.person(), date, "publisher")) return absl::OkStatus();
      break;
    default:
      break;
  }
  return NotAllowed(name_);
}

}  // namespace kasvu::services
