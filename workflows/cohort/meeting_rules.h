// What is kept of a meeting or visit: how long, how, and with whom.
#pragma once

#include "absl/status/status.h"
#include "kasvu/storage/v1/work.pb.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Fills `work` from what was recorded, and from the version and the link where that says nothing.
// FIELD_REQUIRED (`with`) and ANSWER_INVALID where each is to be with somebody else.
absl::Status CheckMet(const View& view, const SlotView& slot, const RecordStep& command,
                      storage::v1::Work& work);

}  // namespace kasvu::workflows
