#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "sodium.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/written_form.h"
#include "workflows/template/written_scalar.h"
#include "workflows/template/written_value.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Node Single(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Encode(reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return Node::Bool(reflection.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return Node::Number(reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return Node::Number(reflection.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return Node::String(WordOf(*reflection.GetEnum(message, &field)));
    default:
      return Node::String(reflection.GetString(message, &field));
  }
}

Node Repeated(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Encode(reflection.GetRepeatedMessage(message, &field, index));
    case FieldDescriptor::CPPTYPE_ENUM:
      return Node::String(WordOf(*reflection.GetRepeatedEnum(message, &field, index)));
    default:
      return Node::String(reflection.GetRepeatedString(message, &field, index));
  }
}

Node Value(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (!field.is_repeated()) return Single(message, field);
  const int size = reflection.FieldSize(message, &field);
  if (!field.is_map()) {
    Node list = Node::List();
    for (int i = 0; i < size; ++i) list.items.push_back(Repeated(message, field, i));
    return list;
  }
  std::map<std::string, Node> sorted;
  const FieldDescriptor& key = *field.message_type()->map_key();
  for (int i = 0; i < size; ++i) {
    const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
    sorted.emplace(entry.GetReflection()->GetString(entry, &key),
                   Single(entry, *field.message_type()->map_value()));
  }
  Node map = Node::Map();
  for (auto& [name, value] : sorted) map.Add(name, std::move(value));
  return map;
}

}  // namespace

Node Encode(const Message& message) {
  const auto& type = *message.GetDescriptor();
  switch (ScalarFormOf(type)) {
    case ScalarForm::kRange:
      return WriteRange(static_cast<const kasvu::v1::Range&>(message));
    case ScalarForm::kNumber:
      return WriteNumber(static_cast<const kasvu::v1::Number&>(message));
    case ScalarForm::kValue:
      return WriteValue(static_cast<const kasvu::v1::Value&>(message));
    case ScalarForm::kNone:
      break;
  }
  if (const FieldDescriptor* only = WrittenAs(type)) return Value(message, *only);

  std::vector<const FieldDescriptor*> listed;
  message.GetReflection()->ListFields(message, &listed);
  const FieldDescriptor* shorthand = Shorthand(type);
  if (shorthand != nullptr && listed.size() == 1 && listed[0] == shorthand) {
    Node value = Value(message, *shorthand);
    if (value.kind != Node::Kind::kList) return value;
    return value.items.size() == 1 ? std::move(value.items[0]) : value;
  }
  std::sort(listed.begin(), listed.end(), [](const FieldDescriptor* a, const FieldDescriptor* b) {
    return a->index() < b->index();
  });
  Node map = Node::Map();
  for (const FieldDescriptor* field : listed) map.Add(KeyOf(*field), Value(message, *field));
  return map;
}

Node EncodeField(const Message& part, const FieldDescriptor& field) { return Value(part, field); }

Node Encode(const kasvu::v1::TemplateSpec& spec) {
  return Encode(static_cast<const Message&>(spec));
}

std::string Digest(const kasvu::v1::TemplateSpec& spec) {
  const std::string json = CanonicalJson(Encode(spec));
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(json.data()), json.size());
  char hex[2 * sizeof(hash) + 1];
  sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
  return hex;
}

}  // namespace kasvu::workflows
