#include "services/common/field_rules.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <unordered_map>

#include "errors/error.h"
#include "kasvu/v1/rules.pb.h"

namespace kasvu::services {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kMaxViolations = 20;

std::string PathOf(const std::string& parent, const FieldDescriptor* field, int index) {
  std::string path = parent.empty() ? field->name() : parent + "." + field->name();
  if (index >= 0) path += "[" + std::to_string(index) + "]";
  return path;
}

const std::string& TextOf(const Message& message, const FieldDescriptor* field, int index,
                          std::string& scratch) {
  const Reflection* reflection = message.GetReflection();
  return index < 0 ? reflection->GetStringReference(message, field, &scratch)
                   : reflection->GetRepeatedStringReference(message, field, index, &scratch);
}

const Message& MessageOf(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection* reflection = message.GetReflection();
  return index < 0 ? reflection->GetMessage(message, field)
                   : reflection->GetRepeatedMessage(message, field, index);
}

// Whether a single field says anything at all: a message that is set, a number that is not zero,
// a text that is not empty.
bool IsSet(const Message& message, const FieldDescriptor* field) {
  return message.GetReflection()->HasField(message, field);
}

std::recursive_mutex& TablesMutex() {
  static auto* const mutex = new std::recursive_mutex;
  return *mutex;
}

}  // namespace

const MessageRules& MessageRules::Of(const Descriptor* type) {
  const std::lock_guard lock(TablesMutex());
  return Build(type);
}

const MessageRules& MessageRules::Build(const Descriptor* type) {
  static auto* const tables = new std::unordered_map<const Descriptor*, MessageRules*>;
  if (const auto found = tables->find(type); found != tables->end()) return *found->second;
  // Entered before it is filled, because a message may contain itself.
  auto* rules = new MessageRules;
  tables->emplace(type, rules);
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldRule rule = RuleOf(type->field(i));
    const bool checked = rule.required || rule.message != nullptr || rule.field->is_repeated() ||
                         rule.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (checked) rules->fields_.push_back(rule);
    if (rule.field->name() == "update_mask") rules->has_update_mask_ = true;
  }
  return *rules;
}

MessageRules::FieldRule MessageRules::RuleOf(const FieldDescriptor* field) {
  const kasvu::v1::FieldRules& written = field->options().GetExtension(kasvu::v1::rules);
  FieldRule rule{.field = field};
  rule.required = written.required();
  rule.item_results = written.item_results();
  const bool bytes = field->type() == FieldDescriptor::TYPE_BYTES;
  const int asked = bytes ? written.max_bytes() : written.max_characters();
  rule.max_size = asked > 0 ? asked : bytes ? kDefaultMaxBytes : kDefaultMaxCharacters;
  rule.max_items = written.max_items() > 0 ? written.max_items() : kDefaultMaxItems;
  const std::optional<Form> form = FormByWord(written.form());
  if (!form) {
    std::fprintf(stderr, "%s has rules of an unknown form: %s\n", field->full_name().c_str(),
                 written.form().c_str());
    std::abort();
  }
  rule.form = *form;
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    rule.message = &Build(field->message_type());
  }
  return rule;
}

absl::Status MessageRules::Check(const Message& message) const {
  Violations violations;
  Collect(message, std::string(), false, violations);
  if (violations.empty()) return absl::OkStatus();
  return InvalidFields(violations);
}

void MessageRules::Collect(const Message& message, const std::string& path, bool partial,
                           Violations& violations) const {
  for (const FieldRule& rule : fields_) {
    if (violations.size() >= kMaxViolations) return;
    if (rule.field->is_repeated()) {
      const int size = message.GetReflection()->FieldSize(message, rule.field);
      if (size == 0) {
        if (rule.required && !partial) {
          violations.emplace_back(PathOf(path, rule.field, -1), "has to be given");
        }
        continue;
      }
      if (size > rule.max_items) {
        violations.emplace_back(PathOf(path, rule.field, -1),
                                "may have at most " + std::to_string(rule.max_items) + " items");
        continue;
      }
    } else if (!IsSet(message, rule.field)) {
      if (rule.required && !partial) {
        violations.emplace_back(PathOf(path, rule.field, -1), "has to be given");
      }
      continue;
    }
    CollectField(rule, message, path, partial || has_update_mask_, violations);
  }
}

void MessageRules::CollectField(const FieldRule& rule, const Message& message,
                                const std::string& path, bool partial, Violations& violations) {
  const bool text = rule.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  if (!text && (rule.message == nullptr || rule.item_results)) return;
  const int size =
      rule.field->is_repeated() ? message.GetReflection()->FieldSize(message, rule.field) : 0;
  std::string scratch;
  for (int i = rule.field->is_repeated() ? 0 : -1; i < size; ++i) {
    if (text) {
      CheckText(rule, TextOf(message, rule.field, i, scratch), path, i, violations);
    } else if (!rule.message->fields_.empty()) {
      rule.message->Collect(MessageOf(message, rule.field, i), PathOf(path, rule.field, i), partial,
                            violations);
    }
    if (violations.size() >= kMaxViolations || i < 0) return;
  }
}

void MessageRules::CheckText(const FieldRule& rule, const std::string& text,
                             const std::string& path, int index, Violations& violations) {
  const auto limit = static_cast<size_t>(rule.max_size);
  if (rule.field->type() == FieldDescriptor::TYPE_BYTES) {
    if (text.size() > limit) {
      violations.emplace_back(PathOf(path, rule.field, index),
                              "may have at most " + std::to_string(limit) + " bytes");
    }
    return;
  }
  if (!IsUtf8(text)) {
    violations.emplace_back(PathOf(path, rule.field, index), "has to be UTF-8");
  } else if (text.size() > limit && CharactersIn(text) > limit) {
    violations.emplace_back(PathOf(path, rule.field, index),
                            "may have at most " + std::to_string(limit) + " characters");
  } else if (!text.empty() && !HasForm(text, rule.form)) {
    violations.emplace_back(PathOf(path, rule.field, index), std::string(FormSentence(rule.form)));
  }
}

std::string MessageRules::NotUtf8(const Message& message) const {
  std::string found;
  FindNotUtf8(message, std::string(), found);
  return found;
}

bool MessageRules::FindNotUtf8(const Message& message, const std::string& path,
                               std::string& found) const {
  std::string scratch;
  for (const FieldRule& rule : fields_) {
    const FieldDescriptor* field = rule.field;
    const bool text = field->type() == FieldDescriptor::TYPE_STRING;
    if (!text && rule.message == nullptr) continue;
    if (!field->is_repeated() && !IsSet(message, field)) continue;
    const int size = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 0;
    for (int i = field->is_repeated() ? 0 : -1; i < size; ++i) {
      if (text && !IsUtf8(TextOf(message, field, i, scratch))) {
        found = PathOf(path, field, i);
        return true;
      }
      if (!text &&
          rule.message->FindNotUtf8(MessageOf(message, field, i), PathOf(path, field, i), found)) {
        return true;
      }
      if (i < 0) break;
    }
  }
  return false;
}

}  // namespace kasvu::services
