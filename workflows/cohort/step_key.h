// Which slot of an owner is meant by a key, as people write it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// The slot that `key` names. Of a series whose slots come into being as they are recorded the bare
// key (`contact`, `runway.talk/day-1`) stands for the next one, and a number for one that is
// recorded or the next. ENROLMENT_NOT_FOUND, GROUP_NOT_FOUND, LINK_NOT_FOUND; STEP_UNKNOWN;
// UP_TO_REACHED.
absl::StatusOr<SlotView> SlotFor(const View& view, OwnerRef owner, const std::string& key);

// What is stored of that key, or null.
const storage::v1::StepRecord* RecordOf(const View& view, OwnerRef owner, const std::string& key);

}  // namespace kasvu::workflows
