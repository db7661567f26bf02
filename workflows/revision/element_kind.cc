#include "workflows/revision/element_kind.h"

#include "workflows/template/written_form.h"

namespace kasvu::workflows {

using google::protobuf::Message;

bool IsOfKind(const Message& element, std::string_view field) {
  const std::string first(field.substr(0, field.find('.')));
  const auto* found = FieldOf(*element.GetDescriptor(), first);
  return found != nullptr && found->containing_oneof() != nullptr;
}

std::map<std::string, Node> KindFields(const Message& element,
                                       const std::map<std::string, Node>& fields) {
  std::map<std::string, Node> of_kind;
  for (const auto& [field, value] : fields) {
    if (IsOfKind(element, field)) of_kind.emplace(field, value);
  }
  return of_kind;
}

std::string KindWord(const Message& element) {
  const auto& type = *element.GetDescriptor();
  for (int i = 0; i < type.oneof_decl_count(); ++i) {
    const auto* set = element.GetReflection()->GetOneofFieldDescriptor(element, type.oneof_decl(i));
    if (set != nullptr) return KeyOf(*set);
  }
  return "";
}

}  // namespace kasvu::workflows
