// A time of day on local clocks, as authors write it: "17:30".
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace kasvu::workflows {

// Sessions begin at 09:00 unless their template says otherwise.
struct LocalTime {
  int hour = 9;
  int minute = 0;

  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

// Reads "09:00" to "23:59", always five characters. INVALID_ARGUMENT with INVALID_LOCAL_TIME for
// anything else, also for "24:00", which is no beginning of anything.
absl::StatusOr<LocalTime> ParseLocalTime(std::string_view text);

std::string FormatLocalTime(LocalTime time);

// `time` on `day`, still without a zone.
absl::CivilMinute On(absl::CivilDay day, LocalTime time);

}  // namespace kasvu::workflows
