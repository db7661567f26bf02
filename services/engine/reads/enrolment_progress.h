// How far one participant is.
#pragma once

#include <cstdint>
#include <vector>

#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// Everything that concerns the enrolment: its own steps, those of its links, of its group and of
// the cohort, in template order. Of a link that has ended what was settled in it remains, because
// it counts still. The enrolment is in the image, with its links.
std::vector<workflows::SlotView> SlotsAround(workflows::Evaluation& evaluation, uint32_t enrolment);

// How many steps a completion waits for, and how many of them are done. What does not apply or was
// waived is left out of both; so is what may be done any number of times.
struct Tally {
  int done = 0;
  int required = 0;
};
Tally TallyOf(const std::vector<workflows::SlotView>& slots);

kasvu::v1::EnrolmentProgress ProgressOf(const workflows::View& view, uint32_t enrolment);

}  // namespace kasvu::engine
