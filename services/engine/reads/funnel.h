// How many went how far.
#pragma once

#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

// Of all enrolments in `image`: everyone has applied. Whoever joined is active (or paused) or has
// ended since; whoever was cancelled never joined. So 25 applied, 23 joined and 20 completed can be
// read off while a cohort runs and after it.
kasvu::v1::Funnel FunnelOf(const workflows::CohortImage& image);

}  // namespace kasvu::engine
