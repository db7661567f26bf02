// What a diligent person records of any step of any programme.
#pragma once

#include <string>

#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// The record of `slot`, complete in every field and answer that the version asks for; decisions
// take their first value, and a decision about enrolments gives it to as many as its quota lets.
RecordStep DiligentWork(const View& view, const SlotView& slot);

}  // namespace kasvu::workflows
