// What may be decided: the values, how many may get each, and what follows for a session.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "kasvu/storage/v1/event.pb.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Fills `work` with what was decided, with what the version suggested at this moment and with the
// running aggregate that this rested on. VALUE_UNKNOWN, FIELD_REQUIRED, ANSWER_INVALID,
// QUOTA_EXCEEDED, ENROLMENT_NOT_FOUND, ENROLMENT_ENDED.
absl::Status CheckDecided(const View& view, const SlotView& slot, const RecordStep& command,
                          storage::v1::Work& work);

// SessionMoved on the group, for a decision that sets the date or topic of the session it is
// about; nothing for one that was held or cancelled. ANSWER_INVALID (`date`) where the session
// would pass its neighbour.
absl::Status AddSessionMove(const View& view, const SlotView& slot, const storage::v1::Work& work,
                            std::vector<storage::v1::Event>& events);

}  // namespace kasvu::workflows
