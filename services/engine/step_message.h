// One step as the API tells it.
#pragma once

#include <string>

#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/slots.h"

namespace kasvu::engine {

kasvu::v1::StepProgress StepMessage(const std::string& cohort, const workflows::Program& program,
                                    const workflows::SlotView& slot);

}  // namespace kasvu::engine
