#include "tests/workflows/template/random_spec.h"

#include <string>

#include "google/protobuf/message.h"
#include "workflows/template/written_form.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Maker {
 public:
  explicit Maker(std::mt19937& random) : random_(random) {}

  void Fill(Message& message, int depth) {
    const auto& type = *message.GetDescriptor();
    if (ScalarFormOf(type) == ScalarForm::kNumber) {
      auto& number = static_cast<kasvu::v1::Number&>(message);
      if (Chance(2)) {
        number.set_param("weeks-" + std::to_string(Below(9)));
      } else {
        number.set_value(Integer());
      }
      return;
    }
    if (ScalarFormOf(type) == ScalarForm::kRange) {
      auto& range = static_cast<kasvu::v1::Range&>(message);
      range.set_min(Below(50));
      range.set_max(Below(50));
      return;
    }
    if (ScalarFormOf(type) == ScalarForm::kValue) {
      return FillValue(static_cast<kasvu::v1::Value&>(message), depth);
    }
    const int rarity = type.field_count() > 5 ? 6 : 2;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (!Chance(depth == 0 ? 2 : rarity)) continue;
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && depth > 5) continue;
      Set(message, field, depth);
    }
  }

 private:
  void FillValue(kasvu::v1::Value& value, int depth) {
    switch (Below(depth > 5 ? 3 : 5)) {
      case 0:
        return value.set_truth(Chance(2));
      case 1:
        return value.set_number(std::to_string(Integer()));
      case 2:
        return value.set_words(Word());
      case 3:
        value.mutable_list();
        for (int i = Below(3); i > 0; --i) {
          FillValue(*value.mutable_list()->add_items(), depth + 1);
        }
        return;
      default:
        value.mutable_map();
        // In the order that canonical JSON gives them.
        for (int i = Below(3); i > 0; --i) {
          kasvu::v1::ValueEntry& entry = *value.mutable_map()->add_entries();
          entry.set_key(std::string(1, static_cast<char>('c' - i)) + Word());
          FillValue(*entry.mutable_value(), depth + 1);
        }
    }
  }

  int Below(int limit) { return static_cast<int>(random_() % limit); }
  bool Chance(int one_of) { return Below(one_of) == 0; }
  int32_t Integer() { return Chance(5) ? static_cast<int32_t>(random_()) : 1 + Below(100); }

  std::string Word() {
    static const std::string words[] = {"session",
                                        "start",
                                        "yes",
                                        "no",
                                        "17:30",
                                        "1",
                                        "1.5",
                                        "true",
                                        "~",
                                        "null",
                                        "a b",
                                        "ä ö",
                                        "session/last",
                                        "kasvu/joining@1",
                                        "$form",
                                        "<4.0",
                                        "it's",
                                        "\"",
                                        "a: b",
                                        "two\nlines\n",
                                        " x",
                                        "x ",
                                        "[",
                                        "#",
                                        "😀",
                                        "-",
                                        "2021-02-01",
                                        "\\",
                                        "\t",
                                        "a\r\nb"};
    return words[Below(std::size(words))];
  }

  void Set(Message& message, const FieldDescriptor& field, int depth) {
    if (!field.is_repeated()) return SetOne(message, field, depth);
    const int count = 1 + Below(3);
    for (int i = 0; i < count; ++i) AddOne(message, field, depth, i);
  }

  void SetOne(Message& message, const FieldDescriptor& field, int depth) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*reflection.MutableMessage(&message, &field), depth + 1);
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, &field, true);
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.SetInt32(&message, &field, Integer());
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.SetInt64(&message, &field, int64_t{Integer()} * 4000);
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnum(&message, &field, Value(field));
      default:
        return reflection.SetString(&message, &field, Word());
    }
  }

  void AddOne(Message& message, const FieldDescriptor& field, int depth, int index) {
    const Reflection& reflection = *message.GetReflection();
    if (field.is_map()) {
      Message& entry = *reflection.AddMessage(&message, &field);
      const std::string key = Word() + std::to_string(index);
      entry.GetReflection()->SetString(&entry, field.message_type()->map_key(), key);
      SetOne(entry, *field.message_type()->map_value(), depth);
      return;
    }
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(*reflection.AddMessage(&message, &field), depth + 1);
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.AddEnum(&message, &field, Value(field));
      default:
        return reflection.AddString(&message, &field, Word());
    }
  }

  // Zero is "unspecified", which is written by leaving the key out.
  const google::protobuf::EnumValueDescriptor* Value(const FieldDescriptor& field) {
    return field.enum_type()->value(1 + Below(field.enum_type()->value_count() - 1));
  }

  std::mt19937& random_;
};

}  // namespace

kasvu::v1::TemplateSpec RandomSpec(std::mt19937& random) {
  kasvu::v1::TemplateSpec spec;
  Maker(random).Fill(spec, 0);
  return spec;
}

}  // namespace kasvu::workflows
