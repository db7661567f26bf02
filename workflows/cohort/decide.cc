#include "workflows/cohort/decide.h"

#include <variant>

#include "workflows/cohort/decide_families.h"

namespace kasvu::workflows {

absl::StatusOr<Decision> Decide(const View& view, const Command& command, const Doer& doer) {
  return std::visit([&](const auto& one) { return DecideOn(view, one, doer); }, command);
}

}  // namespace kasvu::workflows
