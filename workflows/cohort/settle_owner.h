// What time does next to one owner: the step between the rules of closing and the loops that apply
// them, the earliest first.
#pragma once

#include <optional>

#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/settle_closes.h"

namespace kasvu::workflows {

// Of the cohort: its start, the next close of its own steps, or the end of its aftercare. Of a
// group: its next minting or close. Of a bound link whose clock runs: its next close. It may lie in
// the past or ahead. Nothing for what is over or has nothing more to come.
std::optional<Due> NextOfShared(Evaluation& evaluation, OwnerRef owner);

// Of an enrolment: it joins the running cohort, a step closes, an end is reached. Nothing before it
// is accepted and while it is paused; after its end only its aftercare closes.
std::optional<Due> NextOfEnrolment(Evaluation& evaluation, uint32_t enrolment);

}  // namespace kasvu::workflows
