#include "clients/cpp/template_yaml.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "kasvu/v1/codec.pb.h"

namespace kasvu::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
namespace v1 = kasvu::v1;

// What is written of a value: a scalar, a list or a map, never two of them.
struct Tree {
  std::string scalar;
  std::vector<Tree> items;
  std::vector<std::pair<std::string, Tree>> entries;
  bool is_list = false;
  bool is_map = false;
};

// Single letters and digits with hyphens inside are words in every YAML; all else is quoted.
bool IsPlain(const std::string& text) {
  static const auto& taken =
      *new std::vector<std::string>{"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
  if (text.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(text[0]))) return false;
  if (std::count(taken.begin(), taken.end(), absl::AsciiStrToLower(text)) > 0) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ||
           c == '/' || c == '@';
  });
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        quoted += "\\\"";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) {
          absl::StrAppend(&quoted, "\\x",
                          absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
        } else {
          quoted += c;
        }
    }
  }
  return quoted + "\"";
}

std::string Written(const std::string& text) { return IsPlain(text) ? text : Quoted(text); }

Tree Scalar(std::string text) {
  Tree tree;
  tree.scalar = std::move(text);
  return tree;
}

// THEME_PEER_MENTORING of Theme: peer-mentoring.
std::string WordOf(const EnumValueDescriptor& value) {
  std::string prefix;
  for (const char c : value.type()->name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  prefix += '_';
  std::string word = value.name();
  if (word.starts_with(prefix)) word.erase(0, prefix.size());
  return absl::StrReplaceAll(absl::AsciiStrToLower(word), {{"_", "-"}});
}

Tree TreeOf(const Message& message);

Tree ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool repeated = index >= 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TreeOf(repeated ? reflection.GetRepeatedMessage(message, &field, index)
                             : reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return Scalar(Written(WordOf(*(repeated ? reflection.GetRepeatedEnum(message, &field, index)
                                              : reflection.GetEnum(message, &field)))));
    case FieldDescriptor::CPPTYPE_BOOL:
      return Scalar(reflection.GetBool(message, &field) ? "true" : "false");
    case FieldDescriptor::CPPTYPE_INT32:
      return Scalar(std::to_string(reflection.GetInt32(message, &field)));
    case FieldDescriptor::CPPTYPE_INT64:
      return Scalar(std::to_string(reflection.GetInt64(message, &field)));
    default:
      return Scalar(Written(repeated ? reflection.GetRepeatedString(message, &field, index)
                                     : reflection.GetString(message, &field)));
  }
}

Tree FieldTree(const Message& message, const FieldDescriptor& field) {
  if (!field.is_repeated()) return ValueOf(message, field, -1);
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  Tree tree;
  tree.is_list = !field.is_map();
  tree.is_map = field.is_map();
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (!field.is_map()) {
      tree.items.push_back(ValueOf(message, field, i));
      continue;
    }
    const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
    const Descriptor& type = *field.message_type();
    tree.entries.emplace_back(entry.GetReflection()->GetString(entry, type.map_key()),
                              ValueOf(entry, *type.map_value(), -1));
  }
  std::sort(tree.entries.begin(), tree.entries.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return tree;
}

std::string RangeText(const v1::Range& range) {
  const std::string min = std::to_string(range.min());
  return range.min() == range.max() ? min : Written(min + ".." + std::to_string(range.max()));
}

std::string NumberText(const v1::Number& number) {
  return number.param().empty() ? std::to_string(number.value()) : Quoted("$" + number.param());
}

Tree AnyTree(const v1::Value& value) {
  Tree tree;
  switch (value.kind_case()) {
    case v1::Value::KIND_NOT_SET:
      return Scalar("~");
    case v1::Value::kTruth:
      return Scalar(value.truth() ? "true" : "false");
    case v1::Value::kNumber:
      return Scalar(value.number());
    case v1::Value::kWords:
      return Scalar(Written(value.words()));
    case v1::Value::kList:
      tree.is_list = true;
      for (const v1::Value& item : value.list().items()) tree.items.push_back(AnyTree(item));
      break;
    case v1::Value::kMap:
      tree.is_map = true;
      for (const v1::ValueEntry& entry : value.map().entries()) {
        tree.entries.emplace_back(entry.key(), AnyTree(entry.value()));
      }
      break;
  }
  return tree;
}

Tree TreeOf(const Message& message) {
  const Descriptor& type = *message.GetDescriptor();
  if (type.full_name() == "kasvu.v1.Range") {
    return Scalar(RangeText(static_cast<const v1::Range&>(message)));
  }
  if (type.full_name() == "kasvu.v1.Number") {
    return Scalar(NumberText(static_cast<const v1::Number&>(message)));
  }
  if (type.full_name() == "kasvu.v1.Value") {
    return AnyTree(static_cast<const v1::Value&>(message));
  }
  if (const std::string& only = type.options().GetExtension(v1::written_as); !only.empty()) {
    return FieldTree(message, *type.FindFieldByName(only));
  }
  std::vector<const FieldDescriptor*> listed;
  message.GetReflection()->ListFields(message, &listed);
  const std::string& shorthand = type.options().GetExtension(v1::shorthand);
  if (listed.size() == 1 && listed[0]->name() == shorthand) {
    Tree value = FieldTree(message, *listed[0]);
    return value.is_list && value.items.size() == 1 ? value.items[0] : value;
  }
  std::sort(listed.begin(), listed.end(), [](const FieldDescriptor* a, const FieldDescriptor* b) {
    return a->index() < b->index();
  });
  Tree tree;
  tree.is_map = true;
  for (const FieldDescriptor* field : listed) {
    const std::string& key = field->options().GetExtension(v1::key);
    tree.entries.emplace_back(key.empty() ? field->name() : key, FieldTree(message, *field));
  }
  return tree;
}

bool IsScalar(const Tree& tree) { return !tree.is_list && !tree.is_map; }

// Lists of words stand on one line; everything else in a block.
void Write(const Tree& tree, int indent, bool after_dash, std::string& out) {
  if (IsScalar(tree)) {
    out += " " + tree.scalar + "\n";
    return;
  }
  if (tree.is_list && std::all_of(tree.items.begin(), tree.items.end(), IsScalar)) {
    std::string line;
    for (const Tree& item : tree.items) line += (line.empty() ? "" : ", ") + item.scalar;
    out += " [" + line + "]\n";
    return;
  }
  if (tree.is_map && tree.entries.empty()) {
    out += " {}\n";
    return;
  }
  out += after_dash ? " " : "\n";
  bool first = after_dash;
  const auto begin = [&] {
    if (!first) out.append(indent, ' ');
    first = false;
  };
  for (const Tree& item : tree.items) {
    begin();
    out += "-";
    Write(item, indent + 2, true, out);
  }
  for (const auto& [key, value] : tree.entries) {
    begin();
    out += Written(key) + ":";
    Write(value, indent + 2, false, out);
  }
}

std::string OnOneLine(const Tree& tree) {
  if (IsScalar(tree)) return tree.scalar;
  std::string line;
  for (const Tree& item : tree.items) {
    line += (line.empty() ? "" : ", ") + OnOneLine(item);
  }
  for (const auto& [key, value] : tree.entries) {
    line += (line.empty() ? "" : ", ") + Written(key) + ": " + OnOneLine(value);
  }
  return tree.is_list ? "[" + line + "]" : "{" + line + "}";
}

}  // namespace

std::string ValueText(const v1::Value& value) { return OnOneLine(AnyTree(value)); }

std::string TemplateYaml(const v1::TemplateSpec& spec) {
  std::string text;
  Write(TreeOf(spec), 0, true, text);
  return text.substr(1);
}

}  // namespace kasvu::client
