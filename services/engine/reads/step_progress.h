// One step of an owner as people read it.
#pragma once

#include <string>

#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// `slot` with names, words and instants of the public API. The value of a decision about many is
// that of the enrolment `subject`; without one (0) it stays empty. Never free words.
kasvu::v1::StepProgress PublicStep(const workflows::View& view, const workflows::SlotView& slot,
                                   uint32_t subject = 0);

// work, make-up, earlier-credit, correction or time; empty when nothing settled it.
std::string WordFor(storage::v1::Via via);

}  // namespace kasvu::engine
