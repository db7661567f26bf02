// How urgent a step is, and why.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "kasvu/v1/progress_service.pb.h"
#include "workflows/cohort/slots.h"

namespace kasvu::engine {

struct WorkStanding {
  kasvu::v1::WorkItem::Urgency urgency = kasvu::v1::WorkItem::URGENCY_UNSPECIFIED;
  std::string reason;
  absl::Time date = absl::InfiniteFuture();  // by which the list is ordered
};

// Of a step that is somebody's move: overdue (`due-passed`), due or closing within 7 days
// (`due-soon`), or open (`open`); or waiting for nothing but its date, which comes within `ahead`
// (`opens-soon`, of a session `session`). Nothing for all else.
std::optional<WorkStanding> StandingOf(const workflows::SlotView& slot, absl::Time now,
                                       absl::Duration ahead);

// Of a planned session of a group: `attendance-missing` once its time has passed, `session` while
// it comes within `ahead`. Nothing for one held, cancelled or without a date.
std::optional<WorkStanding> StandingOf(const storage::v1::Occurrence& occurrence, absl::Time now,
                                       absl::Duration ahead);

// `to-sign` and `to-review` say what is asked of somebody in `part`; empty where the standing's own
// reason says it best.
std::string_view AskOf(const workflows::SlotView& slot, std::string_view part);

}  // namespace kasvu::engine
