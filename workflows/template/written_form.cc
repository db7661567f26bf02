#include "workflows/template/written_form.h"

#include <algorithm>
#include <cctype>

#include "kasvu/v1/codec.pb.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

// CamelCase as UPPER_SNAKE: FieldRule becomes FIELD_RULE.
std::string UpperSnake(const std::string& camel) {
  std::string upper;
  for (const char c : camel) {
    if (std::isupper(static_cast<unsigned char>(c)) && !upper.empty()) upper += '_';
    upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return upper;
}

}  // namespace

ScalarForm ScalarFormOf(const Descriptor& message) {
  const std::string& form = message.options().GetExtension(kasvu::v1::scalar_form);
  if (form == "range") return ScalarForm::kRange;
  if (form == "number") return ScalarForm::kNumber;
  if (form == "value") return ScalarForm::kValue;
  return ScalarForm::kNone;
}

const FieldDescriptor* WrittenAs(const Descriptor& message) {
  return message.FindFieldByName(message.options().GetExtension(kasvu::v1::written_as));
}

const FieldDescriptor* Shorthand(const Descriptor& message) {
  return message.FindFieldByName(message.options().GetExtension(kasvu::v1::shorthand));
}

std::string KeyOf(const FieldDescriptor& field) {
  const std::string& key = field.options().GetExtension(kasvu::v1::key);
  return key.empty() ? field.name() : key;
}

const FieldDescriptor* FieldOf(const Descriptor& message, const std::string& key) {
  for (int i = 0; i < message.field_count(); ++i) {
    if (KeyOf(*message.field(i)) == key) return message.field(i);
  }
  return nullptr;
}

std::vector<std::string> KeysOf(const Descriptor& message) {
  std::vector<std::string> keys;
  for (int i = 0; i < message.field_count(); ++i) keys.push_back(KeyOf(*message.field(i)));
  return keys;
}

std::string WordOf(const EnumValueDescriptor& value) {
  if (value.number() == 0) return "";
  std::string word = value.name().substr(UpperSnake(value.type()->name()).size() + 1);
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
    return c == '_' ? '-' : static_cast<char>(std::tolower(c));
  });
  return word;
}

std::vector<std::string> WordsOf(const EnumDescriptor& words) {
  std::vector<std::string> all;
  for (int i = 0; i < words.value_count(); ++i) {
    if (words.value(i)->number() != 0) all.push_back(WordOf(*words.value(i)));
  }
  return all;
}

}  // namespace kasvu::workflows
