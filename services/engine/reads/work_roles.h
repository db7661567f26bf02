// Whose move it is: who may act on a step, and in which part.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// The words of the step's `by`, in its order; `self` when it has none. A link that one meets `with`
// comes last: both who meet may log it.
std::vector<std::string> PartsOf(const workflows::Program& program, const kasvu::v1::Step& step);

// The part in which `doer` would act on `slot`: the first of PartsOf that is hers and that she has
// not signed yet. `self` is a participant of the owner, a link's name its far side (everyone in a
// symmetric one), any other word a role that she has at this cohort. Nothing when it is not her
// move. The operator has no part of her own.
std::optional<std::string> PartIn(const workflows::View& view, const workflows::SlotView& slot,
                                  const workflows::Doer& doer);

// The enrolment of `doer` that the owner is or has among its participants; 0 when there is none.
uint32_t OwnEnrolmentIn(const workflows::CohortImage& image, const workflows::OwnerRef& owner,
                        std::string_view person);

}  // namespace kasvu::engine
