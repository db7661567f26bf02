// What rules.proto says about the fields of a message, looked up once per message type and then
// applied to every request.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/common/forms.h"

namespace kasvu::services {

// What holds for a field without a rule of its own.
inline constexpr int kDefaultMaxCharacters = 200;
inline constexpr int kDefaultMaxItems = 1000;
inline constexpr int kDefaultMaxBytes = 65536;

// The rules of one message type and, through its fields, of all that lie in it. Lives for ever;
// safe for use by several threads.
class MessageRules {
 public:
  // Field and what is wrong with it, dotted from the message's root ("rows[3].person.email").
  using Violations = std::vector<std::pair<std::string, std::string>>;

  // Ends the program when a rule names an unknown form: that is a fault of the proto.
  static const MessageRules& Of(const google::protobuf::Descriptor* type);

  // OK, or INVALID_ARGUMENT (INVALID_FIELDS) with every violation, of at most 20. A request with an
  // update_mask need not fill what is required below its own level: the mask says what counts.
  absl::Status Check(const google::protobuf::Message& message) const;

  // The field of `message`, or of a message in it, whose text is not UTF-8; empty when there is
  // none.
  std::string NotUtf8(const google::protobuf::Message& message) const;

 private:
  struct FieldRule {
    const google::protobuf::FieldDescriptor* field;
    const MessageRules* message = nullptr;  // of a message field
    Form form = Form::kAny;
    bool required = false;
    bool item_results = false;
    int max_size = 0;   // characters or bytes
    int max_items = 0;  // of a list
  };

  MessageRules() = default;
  static const MessageRules& Build(const google::protobuf::Descriptor* type);
  static FieldRule RuleOf(const google::protobuf::FieldDescriptor* field);

  void Collect(const google::protobuf::Message& message, const std::string& path, bool partial,
               Violations& violations) const;
  static void CollectField(const FieldRule& rule, const google::protobuf::Message& message,
                           const std::string& path, bool partial, Violations& violations);
  static void CheckText(const FieldRule& rule, const std::string& text, const std::string& path,
                        int index, Violations& violations);
  bool FindNotUtf8(const google::protobuf::Message& message, const std::string& path,
                   std::string& found) const;

  std::vector<FieldRule> fields_;
  bool has_update_mask_ = false;
};

}  // namespace kasvu::services
