#include "workflows/template/element_fields.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "kasvu/v1/template.pb.h"
#include "workflows/template/codec.h"
#include "workflows/template/written_form.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::string_view kCondition = "condition";

// Ids, what holds further elements, and what a compiled template has no more.
bool IsStructure(const FieldDescriptor& field) {
  static const auto& names = *new std::set<std::string>{"TemplateSpec.template",
                                                        "TemplateSpec.module",
                                                        "TemplateSpec.overlay_of",
                                                        "TemplateSpec.prefix",
                                                        "TemplateSpec.changes",
                                                        "TemplateSpec.params",
                                                        "TemplateSpec.links",
                                                        "TemplateSpec.facts",
                                                        "TemplateSpec.phases",
                                                        "TemplateSpec.steps",
                                                        "TemplateSpec.ends",
                                                        "TemplateSpec.forms",
                                                        "People.tracks",
                                                        "People.roles",
                                                        "Phase.id",
                                                        "Phase.steps",
                                                        "Step.id",
                                                        "Step.items",
                                                        "Step.use",
                                                        "Step.as",
                                                        "Step.params",
                                                        "Item.id",
                                                        "End.id",
                                                        "End.requirements",
                                                        "Form.questions",
                                                        "Question.id",
                                                        "Choice.options",
                                                        "Option.id"};
  return names.contains(absl::StrCat(field.containing_type()->name(), ".", field.name()));
}

// Messages whose parts mean nothing without each other.
bool IsWhole(const Descriptor& type) {
  static const auto& names =
      *new std::set<std::string>{"Moment", "Period", "Condition", "Actors", "Span", "Window"};
  return ScalarFormOf(type) != ScalarForm::kNone || names.contains(type.name());
}

bool IsOpened(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_repeated() &&
         !IsWhole(*field.message_type());
}

// The map that `field` is, or stands for: a text is a map of languages.
const FieldDescriptor* MapOf(const FieldDescriptor& field) {
  return field.is_map() ? &field : nullptr;
}

bool IsEmpty(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields.empty();
}

void Collect(const Message& message, const std::string& path, std::map<std::string, Node>& all) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (IsStructure(*field)) continue;
    const bool hidden = WrittenAs(*message.GetDescriptor()) == field;
    const std::string inner =
        hidden ? path : absl::StrCat(path, path.empty() ? "" : ".", KeyOf(*field));
    if (field->is_map()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        const Message& entry = reflection.GetRepeatedMessage(message, field, i);
        const std::string key =
            entry.GetReflection()->GetString(entry, field->message_type()->map_key());
        all[absl::StrCat(inner, ".", key)] =
            EncodeField(entry, *field->message_type()->map_value());
      }
      continue;
    }
    if (!IsOpened(*field)) {
      all[inner] = EncodeField(message, *field);
      continue;
    }
    const Message& part = reflection.GetMessage(message, field);
    if (field->containing_oneof() != nullptr || IsEmpty(part)) all[inner] = Node::Map();
    Collect(part, inner, all);
  }
}

// Where a path leads: to a field of `holder`, or with a key to an entry of it.
struct Target {
  Message* holder = nullptr;
  const FieldDescriptor* field = nullptr;
  std::string key;
  bool entry = false;
};

// A message on the way to the target, so that it can be removed once it is empty.
using Way = std::vector<std::pair<Message*, const FieldDescriptor*>>;

enum class Missing { kMake, kGiveUp };

// Nothing when there is no such field. Messages on the way are made when asked for.
Target Find(Message& element, std::string_view path, Missing missing, Way* way) {
  Message* holder = &element;
  while (true) {
    const Descriptor& type = *holder->GetDescriptor();
    const FieldDescriptor* field = WrittenAs(type);
    std::string_view rest = path;
    if (field == nullptr) {
      const size_t dot = path.find('.');
      field = FieldOf(type, std::string(path.substr(0, dot)));
      if (field == nullptr || IsStructure(*field)) return {};
      if (dot == std::string_view::npos) return {holder, field, "", false};
      rest = path.substr(dot + 1);
    }
    if (MapOf(*field) != nullptr) {
      if (rest.empty()) return {};
      return {holder, field, std::string(rest), true};
    }
    if (!IsOpened(*field)) return {};
    const Reflection& reflection = *holder->GetReflection();
    if (!reflection.HasField(*holder, field)) {
      if (missing == Missing::kGiveUp) return {};
      // One kind does not turn into another in passing.
      const auto* oneof = field->containing_oneof();
      if (oneof != nullptr && reflection.HasOneof(*holder, oneof)) return {};
    }
    if (way != nullptr) way->emplace_back(holder, field);
    holder = reflection.MutableMessage(holder, field);
    path = rest;
  }
}

// The entry of a map under `key`, or -1.
int EntryOf(const Message& holder, const FieldDescriptor& map, const std::string& key) {
  const Reflection& reflection = *holder.GetReflection();
  for (int i = 0; i < reflection.FieldSize(holder, &map); ++i) {
    const Message& entry = reflection.GetRepeatedMessage(holder, &map, i);
    if (entry.GetReflection()->GetString(entry, map.message_type()->map_key()) == key) return i;
  }
  return -1;
}

void RemoveEntry(Message& holder, const FieldDescriptor& map, const std::string& key) {
  const int index = EntryOf(holder, map, key);
  if (index < 0) return;
  const Reflection& reflection = *holder.GetReflection();
  reflection.SwapElements(&holder, &map, index, reflection.FieldSize(holder, &map) - 1);
  reflection.RemoveLast(&holder, &map);
}

bool IsRequirement(const Message& element) {
  return element.GetDescriptor() == kasvu::v1::Condition::descriptor();
}

}  // namespace

std::map<std::string, Node> FieldsOf(const Message& element) {
  std::map<std::string, Node> all;
  if (IsRequirement(element)) {
    all[std::string(kCondition)] = Encode(element);
  } else {
    Collect(element, "", all);
  }
  return all;
}

bool MayHaveField(const Message& element, std::string_view path) {
  if (IsRequirement(element)) return path == kCondition;
  const std::unique_ptr<Message> copy(element.New());
  copy->CopyFrom(element);
  return Find(*copy, path, Missing::kMake, nullptr).field != nullptr;
}

std::vector<std::string> KnownFields(const Message& element) {
  std::vector<std::string> known;
  for (const auto& [path, value] : FieldsOf(element)) known.push_back(path);
  if (IsRequirement(element)) return known;
  const Descriptor& type = *element.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    if (!IsStructure(*type.field(i))) known.push_back(KeyOf(*type.field(i)));
  }
  return known;
}

void SetField(Message& element, std::string_view path, const Node& value, const std::string& place,
              Report& report) {
  if (IsRequirement(element)) {
    element.Clear();
    return DecodePart(value, element, place, report);
  }
  const Target target = Find(element, path, Missing::kMake, nullptr);
  if (target.field == nullptr) return;
  if (!target.entry) return DecodeField(value, *target.holder, *target.field, place, report);
  RemoveEntry(*target.holder, *target.field, target.key);
  Message& entry = *target.holder->GetReflection()->AddMessage(target.holder, target.field);
  const Descriptor& type = *target.field->message_type();
  entry.GetReflection()->SetString(&entry, type.map_key(), target.key);
  DecodeField(value, entry, *type.map_value(), place, report);
}

void ClearField(Message& element, std::string_view path) {
  if (IsRequirement(element)) return element.Clear();
  Way way;
  const Target target = Find(element, path, Missing::kGiveUp, &way);
  if (target.field == nullptr) return;
  if (target.entry) {
    RemoveEntry(*target.holder, *target.field, target.key);
  } else {
    target.holder->GetReflection()->ClearField(target.holder, target.field);
  }
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    const auto& [holder, field] = *step;
    if (field->containing_oneof() != nullptr) return;
    if (!IsEmpty(holder->GetReflection()->GetMessage(*holder, field))) return;
    holder->GetReflection()->ClearField(holder, field);
  }
}

}  // namespace kasvu::workflows
