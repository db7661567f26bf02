// What rules.proto says about one RPC.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "kasvu/v1/rules.pb.h"
#include "services/common/actor.h"
#include "services/common/field_rules.h"
#include "services/common/mandates.h"

namespace kasvu::services {

inline constexpr size_t kMaxRequestIdCharacters = 64;

// Looked up once per method when its service is made.
class MethodRules {
 public:
  explicit MethodRules(const google::protobuf::MethodDescriptor* method);

  // As in history and logs: PersonService.CreatePerson.
  const std::string& name() const { return name_; }
  // As on the wire: /kasvu.v1.PersonService/CreatePerson.
  const std::string& path() const { return path_; }
  bool mutates() const { return mutates_; }
  const google::protobuf::MethodDescriptor* method() const { return method_; }
  const MessageRules& request() const { return request_; }

  // OK, or INVALID_FIELDS for a request that breaks a rule of a field, or that changes something
  // and has no request_id of 1 to 64 printable characters.
  absl::Status CheckRequest(const google::protobuf::Message& request) const;

  // The request_id of a request; empty when it has none.
  std::string RequestIdOf(const google::protobuf::Message& request) const;

  // Whether `actor` may try at all; PERMISSION_DENIED (NOT_ALLOWED) otherwise. Coordinators and
  // publishers need a mandate as such, at whatever scope; for participants and mentors, and for the
  // scope, the service asks further.
  absl::Status CheckAccess(const Actor& actor, const Mandates& mandates,
                           std::string_view date) const;

 private:
  const google::protobuf::MethodDescriptor* method_;
  const google::protobuf::FieldDescriptor* request_id_;
  std::string name_;
  std::string path_;
  kasvu::v1::Access access_;
  bool mutates_;
  const MessageRules& request_;
};

}  // namespace kasvu::services
