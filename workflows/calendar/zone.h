// Civil time and instants in one IANA time zone. Plans are made in civil dates, because "17:30 on
// Tuesday" must stay 17:30 when the clocks change; instants are derived from them last.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace kasvu::workflows {

class Zone {
 public:
  // The zone called `name` ("Europe/Helsinki", "UTC") in the time-zone data of this machine.
  // INVALID_ARGUMENT with UNKNOWN_TIME_ZONE for any other word; file paths and names that mean
  // another zone on another machine ("localtime") are refused too.
  static absl::StatusOr<Zone> Load(std::string_view name);

  const std::string& name() const { return name_; }

  // The instant at which clocks in the zone show `minute`. As RFC 5545 reads local times: one that
  // the clocks skip is taken with the offset before the gap (03:30 becomes 04:30 in summer time),
  // one that they show twice is the first of the two.
  absl::Time InstantOf(absl::CivilMinute minute) const;

  // What clocks in the zone show at `instant`, to the minute begun, and its date.
  absl::CivilMinute MinuteAt(absl::Time instant) const;
  absl::CivilDay DayAt(absl::Time instant) const;

  // 00:00 and 24:00 of `day`. Where the clocks skip midnight, the first instant that exists. The
  // end of a day is always the start of the next one, so that days tile time without a hole.
  absl::Time StartOf(absl::CivilDay day) const;
  absl::Time EndOf(absl::CivilDay day) const;

 private:
  Zone(std::string name, absl::TimeZone zone);

  std::string name_;
  absl::TimeZone zone_;
};

}  // namespace kasvu::workflows
