#include "workflows/template/message_walk.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "workflows/template/written_form.h"

namespace kasvu::workflows {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Sweep {
 public:
  Sweep(const PartVisitor& parts, const WordVisitor& words) : parts_(parts), words_(words) {}

  void Visit(const Message& message, const std::string& path) const {
    parts_(message, path);
    if (WrittenAs(*message.GetDescriptor()) != nullptr) return;
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      InField(message, *field, absl::StrCat(path, path.empty() ? "" : ".", KeyOf(*field)));
    }
  }

 private:
  void InField(const Message& message, const FieldDescriptor& field,
               const std::string& path) const {
    const Reflection& reflection = *message.GetReflection();
    if (!field.is_repeated()) return InValue(message, field, field, path);
    const int size = reflection.FieldSize(message, &field);
    for (int i = 0; i < size; ++i) {
      if (field.is_map()) {
        const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
        const FieldDescriptor& key = *field.message_type()->map_key();
        InValue(entry, *field.message_type()->map_value(), field,
                absl::StrCat(path, ".", entry.GetReflection()->GetString(entry, &key)));
        continue;
      }
      const std::string inner = absl::StrCat(path, "[", i, "]");
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Visit(reflection.GetRepeatedMessage(message, &field, i), inner);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && words_) {
        words_(reflection.GetRepeatedString(message, &field, i), field, inner);
      }
    }
  }

  // `named` is the field that an author sees: of a map, the map itself.
  void InValue(const Message& message, const FieldDescriptor& field, const FieldDescriptor& named,
               const std::string& path) const {
    const Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Visit(reflection.GetMessage(message, &field), path);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && words_) {
      words_(reflection.GetString(message, &field), named, path);
    }
  }

  const PartVisitor& parts_;
  const WordVisitor& words_;
};

}  // namespace

void VisitParts(const Message& message, const std::string& path, const PartVisitor& parts,
                const WordVisitor& words) {
  Sweep(parts, words).Visit(message, path);
}

}  // namespace kasvu::workflows
