// One line of a worklist.
#pragma once

#include <cstdint>
#include <string>

#include "services/engine/reads/work_order.h"
#include "services/engine/reads/work_standing.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// The enrolment that a step of `owner` concerns: of a link the first whom it serves; 0 for none.
uint32_t Concerned(const workflows::View& view, const workflows::OwnerRef& owner);

// `step` of `owner` as something for whoever acts as `role`, about `enrolment` unless that is 0.
WorkEntry EntryOf(const workflows::View& view, const workflows::OwnerRef& owner,
                  kasvu::v1::StepProgress step, uint32_t enrolment, const std::string& role,
                  const WorkStanding& standing);

}  // namespace kasvu::engine
