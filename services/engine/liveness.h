// What may still change, and so belongs to worklists and to what time settles.
#pragma once

#include "kasvu/storage/v1/state.pb.h"
#include "workflows/cohort/program.h"

namespace kasvu::engine {

// Until it ends; after that while aftercare of its kind of end has not settled.
bool IsLive(const workflows::Program& program, const kasvu::storage::v1::EnrolmentState& enrolment);

// Until it ends.
bool IsLive(const kasvu::storage::v1::LinkState& link);

}  // namespace kasvu::engine
