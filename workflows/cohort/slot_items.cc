#include "workflows/cohort/slot_items.h"

#include "workflows/template/references.h"

namespace kasvu::workflows {

std::string_view ItemIn(std::string_view key) { return ItemPart(key); }

std::string_view BaseItemOf(std::string_view item) {
  const size_t slash = item.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : item.substr(0, slash);
}

const ProgramStep* BaseOf(const Program& program, const ProgramStep& step) {
  const kasvu::v1::Step& written = *step.step;
  const std::string& base = !written.each().empty()  ? written.each()
                            : !written.gap().empty() ? written.gap()
                                                     : written.makes_up();
  return base.empty() ? nullptr : program.FindStep(base);
}

std::string_view ItemInBase(const ProgramStep& step, std::string_view item) {
  const bool numbered = step.up_to && !step.step->each().empty();
  return numbered ? BaseItemOf(item) : item;
}

bool ShareItems(const Program& program, const ProgramStep& step, const ProgramStep& other) {
  const ProgramStep* base = BaseOf(program, step);
  const ProgramStep* other_base = BaseOf(program, other);
  return (base != nullptr && (base == &other || base == other_base)) || other_base == &step;
}

}  // namespace kasvu::workflows
