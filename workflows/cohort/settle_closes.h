// What becomes of a slot when its close passes and nobody has settled it.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "workflows/calendar/zone.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Something that time settles, and when. `event` has its owner and occurred_at.
struct Due {
  absl::Time at;
  storage::v1::Event event;
};

// The earlier of two; of two at the same instant the first.
void KeepEarliest(std::optional<Due>& earliest, std::optional<Due> other);

// When the clock of an owner ran.
struct RunningClock {
  absl::Time from = absl::InfinitePast();  // nothing settles before
  // What is left to the coordinator waits for the end of a pause as well.
  const google::protobuf::RepeatedPtrField<storage::v1::Pause>* pauses = nullptr;
};

// What time does to `slot` next: missed or waived (reason `closed`) at its close as the version
// says; or handed to the coordinator there, and 30 days later missed. Nothing for a slot without a
// close, or one that had settled by then. A close that was moved past the hand-over starts anew.
std::optional<Due> ClosingOf(const SlotView& slot, const Zone& zone, const RunningClock& clock);

}  // namespace kasvu::workflows
