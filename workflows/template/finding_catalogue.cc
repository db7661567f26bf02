#include "workflows/template/finding_catalogue.h"

#include <array>

namespace kasvu::workflows {

std::span<const std::span<const FindingText>> FindingFamilies() {
  static const std::array<std::span<const FindingText>, 8> families = {
      DocumentFindings(), ModuleFindings(),    LimitFindings(), IdFindings(),
      OverlayFindings(),  StructureFindings(), LogicFindings(), ProofFindings()};
  return families;
}

const FindingText* FindText(std::string_view code) {
  for (const auto& family : FindingFamilies()) {
    for (const FindingText& text : family) {
      if (text.code == code) return &text;
    }
  }
  for (const FindingText& text : ProfileFindings()) {
    if (text.code == code) return &text;
  }
  return nullptr;
}

}  // namespace kasvu::workflows
