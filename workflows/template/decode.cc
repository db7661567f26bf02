#include <limits>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/message.h"
#include "workflows/template/codec.h"
#include "workflows/template/limits.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/report.h"
#include "workflows/template/written_form.h"
#include "workflows/template/written_scalar.h"
#include "workflows/template/written_value.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

std::string Under(const std::string& path, const std::string& key) {
  return path.empty() ? key : absl::StrCat(path, ".", key);
}

// Sets one field to one value, or adds the value to it when it is repeated.
class Target {
 public:
  Target(Message& message, const FieldDescriptor& field)
      : message_(message), field_(field), reflection_(*message.GetReflection()) {}

  Message& MutableMessage() const {
    return field_.is_repeated() ? *reflection_.AddMessage(&message_, &field_)
                                : *reflection_.MutableMessage(&message_, &field_);
  }
  void Set(const std::string& text) const {
    if (field_.is_repeated()) return reflection_.AddString(&message_, &field_, text);
    reflection_.SetString(&message_, &field_, text);
  }
  void Set(const EnumValueDescriptor& value) const {
    if (field_.is_repeated()) return reflection_.AddEnum(&message_, &field_, &value);
    reflection_.SetEnum(&message_, &field_, &value);
  }
  void Set(bool value) const { reflection_.SetBool(&message_, &field_, value); }
  void Set(int64_t value) const {
    if (field_.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      return reflection_.SetInt64(&message_, &field_, value);
    }
    if (field_.is_repeated()) {
      return reflection_.AddInt32(&message_, &field_, static_cast<int32_t>(value));
    }
    reflection_.SetInt32(&message_, &field_, static_cast<int32_t>(value));
  }

 private:
  Message& message_;
  const FieldDescriptor& field_;
  const Reflection& reflection_;
};

class Decoder {
 public:
  Decoder(Report& report, SourceMap& source) : report_(report), source_(source) {}

  void ReadMessage(const Node& node, Message& message, const std::string& path) {
    const Descriptor& type = *message.GetDescriptor();
    switch (ScalarFormOf(type)) {
      case ScalarForm::kRange:
        return ReadScalarForm(node, message, path, ParseRange(node.text), "range");
      case ScalarForm::kNumber:
        return ReadScalarForm(node, message, path, ParseNumber(node.text), "number");
      case ScalarForm::kValue:
        if (const Node* empty = FindNull(node)) return Fault(*empty, "empty-value", path, {});
        message.CopyFrom(ParseValue(node));
        return Places(node, path);
      case ScalarForm::kNone:
        break;
    }
    if (const FieldDescriptor* only = WrittenAs(type)) return ReadField(node, message, *only, path);
    if (node.kind == Node::Kind::kMap) return ReadKeys(node, message, path);
    if (node.kind == Node::Kind::kNull) return Fault(node, "empty-value", path, {});
    if (const FieldDescriptor* field = Shorthand(type)) {
      return ReadField(node, message, *field, path);
    }
    WrongType(node, path, "map");
  }

  void ReadField(const Node& node, Message& message, const FieldDescriptor& field,
                 const std::string& path) {
    if (field.is_map()) return ReadMap(node, message, field, path);
    const Target target(message, field);
    if (!field.is_repeated() || node.kind != Node::Kind::kList) {
      return ReadValue(node, target, field, path);
    }
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string inner = absl::StrCat(path, "[", i, "]");
      source_.Set(inner, node.items[i].at);
      ReadValue(node.items[i], target, field, inner);
    }
  }

 private:
  // Where each part of a free value stands.
  void Places(const Node& node, const std::string& path) {
    for (const Entry& entry : node.entries) {
      const std::string inner = Under(path, entry.key);
      source_.Set(inner, entry.value.IsScalar() ? entry.value.at : entry.at);
      Places(entry.value, inner);
    }
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string inner = absl::StrCat(path, "[", i, "]");
      source_.Set(inner, node.items[i].at);
      Places(node.items[i], inner);
    }
  }

  void Fault(const Node& node, std::string_view code, const std::string& path,
             Report::Parameters parameters) {
    parameters.emplace("key", path.substr(path.find_last_of('.') + 1));
    report_.AddAt(node.at, code, path, std::move(parameters));
  }

  void WrongType(const Node& node, const std::string& path, const std::string& expected) {
    if (node.kind == Node::Kind::kNull) return Fault(node, "empty-value", path, {});
    Fault(node, "wrong-type", path, {{"expected", expected}});
  }

  template <typename Form>
  void ReadScalarForm(const Node& node, Message& message, const std::string& path,
                      const std::optional<Form>& value, const std::string& expected) {
    if (!node.IsScalar() || node.kind == Node::Kind::kBool || !value) {
      return WrongType(node, path, expected);
    }
    message.CopyFrom(*value);
  }

  void ReadKeys(const Node& node, Message& message, const std::string& path) {
    const Descriptor& type = *message.GetDescriptor();
    std::map<const OneofDescriptor*, std::string> chosen;
    for (const Entry& entry : node.entries) {
      const FieldDescriptor* field = FieldOf(type, entry.key);
      const std::string inner = Under(path, entry.key);
      if (field == nullptr) {
        const auto known = KeysOf(type);
        report_.AddAt(entry.at, "unknown-key", inner,
                      {{"key", entry.key},
                       {"suggestion", NearestWord(entry.key, known)},
                       {"known", absl::StrJoin(known, ", ")}});
        continue;
      }
      if (const OneofDescriptor* oneof = field->containing_oneof()) {
        const auto [first, fresh] = chosen.emplace(oneof, entry.key);
        if (!fresh) {
          report_.AddAt(entry.at, "two-kinds", inner,
                        {{"key", entry.key}, {"other", first->second}});
          continue;
        }
      }
      source_.Set(inner, entry.value.IsScalar() ? entry.value.at : entry.at);
      ReadField(entry.value, message, *field, inner);
    }
  }

  void ReadMap(const Node& node, Message& message, const FieldDescriptor& field,
               const std::string& path) {
    if (node.kind != Node::Kind::kMap) return WrongType(node, path, "map");
    const FieldDescriptor& value = *field.message_type()->map_value();
    for (const Entry& entry : node.entries) {
      const std::string inner = Under(path, entry.key);
      source_.Set(inner, entry.value.IsScalar() ? entry.value.at : entry.at);
      Message& added = *message.GetReflection()->AddMessage(&message, &field);
      added.GetReflection()->SetString(&added, field.message_type()->map_key(), entry.key);
      ReadValue(entry.value, Target(added, value), value, inner);
    }
  }

  void ReadValue(const Node& node, const Target& target, const FieldDescriptor& field,
                 const std::string& path) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return ReadMessage(node, target.MutableMessage(), path);
      case FieldDescriptor::CPPTYPE_BOOL:
        if (node.kind != Node::Kind::kBool) return WrongType(node, path, "boolean");
        return target.Set(node.text == "true");
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
        return ReadInteger(node, target, field, path);
      case FieldDescriptor::CPPTYPE_ENUM:
        return ReadWord(node, target, field, path);
      default:
        break;
    }
    // A number is taken as it is written, so that `17` needs no quotes where a word is expected.
    if (node.kind != Node::Kind::kString && node.kind != Node::Kind::kNumber) {
      return WrongType(node, path, "word");
    }
    target.Set(node.text);
  }

  void ReadInteger(const Node& node, const Target& target, const FieldDescriptor& field,
                   const std::string& path) {
    if (node.kind == Node::Kind::kString && ParameterName(node.text)) {
      return Fault(node, "parameter-not-here", path, {{"parameter", node.text}});
    }
    if (node.kind != Node::Kind::kNumber) return WrongType(node, path, "whole-number");
    const bool small = field.cpp_type() == FieldDescriptor::CPPTYPE_INT32;
    const int64_t most = small ? std::numeric_limits<int32_t>::max() : kMaxExactInteger;
    const int64_t least = small ? std::numeric_limits<int32_t>::min() : -kMaxExactInteger;
    if (const auto value = WholeNumber(node.text, least, most)) return target.Set(*value);
    if (node.text.find_first_of(".eE") != std::string::npos) {
      return WrongType(node, path, "whole-number");
    }
    Fault(node, "number-out-of-range", path,
          {{"value", node.text}, {"least", absl::StrCat(least)}, {"most", absl::StrCat(most)}});
  }

  void ReadWord(const Node& node, const Target& target, const FieldDescriptor& field,
                const std::string& path) {
    if (!node.IsScalar() || node.kind == Node::Kind::kNull) return WrongType(node, path, "word");
    for (int i = 0; i < field.enum_type()->value_count(); ++i) {
      const EnumValueDescriptor& value = *field.enum_type()->value(i);
      if (value.number() != 0 && WordOf(value) == node.text) return target.Set(value);
    }
    const auto allowed = WordsOf(*field.enum_type());
    Fault(node, "unknown-word", path,
          {{"value", node.text},
           {"suggestion", NearestWord(node.text, allowed)},
           {"allowed", absl::StrJoin(allowed, ", ")}});
  }

  Report& report_;
  SourceMap& source_;
};

}  // namespace

void DecodePart(const Node& value, Message& part, const std::string& path, Report& report) {
  SourceMap places;
  Decoder(report, places).ReadMessage(value, part, path);
}

void DecodeField(const Node& value, Message& part, const FieldDescriptor& field,
                 const std::string& path, Report& report) {
  SourceMap places;
  part.GetReflection()->ClearField(&part, &field);
  Decoder(report, places).ReadField(value, part, field, path);
}

DecodeResult Decode(std::string_view file, const Node& document) {
  DecodeResult result;
  result.findings = DecodeAs(file, document, "not-a-template", result.spec, result.source);
  return result;
}

Findings DecodeAs(std::string_view file, const Node& document, std::string_view not_a_map,
                  Message& message, SourceMap& source) {
  Report report(file, source);
  source.Set("", document.at);
  if (document.kind != Node::Kind::kMap) {
    report.AddAt(document.at, not_a_map, "");
  } else {
    Decoder(report, source).ReadMessage(document, message, "");
  }
  return report.findings();
}

}  // namespace kasvu::workflows
