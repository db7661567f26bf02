// Whose move it is: who may act on a step, and in which part.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// The parts in which somebody acts on the step, the first of them best: the words of its `by` (self
// when it has none, the coordinator on the whole cohort), then a link that one meets `with`, as
// both who meet may log it.
std::vector<std::string> PartsOf(const workflows::View& view, const workflows::SlotView& slot);

// The part in which `doer` would act on `slot` as it stands: the first of PartsOf that is hers and
// that she has not signed yet; of work that was handed in, the part in which she reviews it.
// Nothing when it is not her move. The operator has no part of her own.
std::optional<std::string> PartIn(const workflows::View& view, const workflows::SlotView& slot,
                                  const workflows::Doer& doer);

// The part that has to move next, whoever has it.
std::string NextPart(const workflows::View& view, const workflows::SlotView& slot);

// The enrolment of `person` that the owner is or has among its participants; 0 when there is none.
uint32_t OwnEnrolmentIn(const workflows::CohortImage& image, const workflows::OwnerRef& owner,
                        std::string_view person);

}  // namespace kasvu::engine
