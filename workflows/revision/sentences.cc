#include "workflows/revision/sentences.h"

#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

std::string In(const kasvu::v1::Text& text, std::string_view language) {
  for (const std::string& wanted : {std::string(language), std::string("en"), std::string("fi")}) {
    const auto found = text.by_language().find(wanted);
    if (found != text.by_language().end() && !found->second.empty()) return found->second;
  }
  return text.by_language().empty() ? "" : text.by_language().begin()->second;
}

}  // namespace

std::string Said(const Wording& wording, std::string_view language,
                 const std::map<std::string, std::string>& values) {
  std::string_view rest = language.starts_with("fi")   ? wording.fi
                          : language.starts_with("sv") ? wording.sv
                                                       : wording.en;
  std::string said;
  while (true) {
    const size_t open = rest.find('{');
    const size_t close = rest.find('}', open);
    said += rest.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) return said;
    const auto found = values.find(std::string(rest.substr(open + 1, close - open - 1)));
    if (found != values.end()) said += found->second;
    rest.remove_prefix(close + 1);
  }
}

std::string TitleOf(const kasvu::v1::TemplateSpec& spec, const std::string& address,
                    std::string_view language) {
  kasvu::v1::TemplateSpec copy = spec;
  const ElementPlace place = FindElement(copy, address);
  const auto* field =
      place.element == nullptr ? nullptr : place.element->GetDescriptor()->FindFieldByName("title");
  std::string title;
  if (field != nullptr && field->message_type() == kasvu::v1::Text::descriptor()) {
    title = In(static_cast<const kasvu::v1::Text&>(
                   place.element->GetReflection()->GetMessage(*place.element, field)),
               language.substr(0, 2));
  }
  return title.empty() ? std::string(IdOf(address)) : title;
}

}  // namespace kasvu::workflows
