#include "services/engine/times.h"

#include <string>

#include "absl/time/civil_time.h"

namespace kasvu::engine {

absl::StatusOr<absl::Time> TimeIn(const google::protobuf::Timestamp& instant,
                                  std::string_view name) {
  static const absl::Time first = absl::FromCivil(absl::CivilDay(1900, 1, 1), absl::UTCTimeZone());
  static const absl::Time end = absl::FromCivil(absl::CivilDay(2200, 1, 1), absl::UTCTimeZone());
  const absl::Time time =
      absl::FromUnixSeconds(instant.seconds()) + absl::Microseconds(instant.nanos() / 1000);
  if (instant.nanos() < 0 || instant.nanos() > 999'999'999 || time < first || time >= end) {
    return InvalidFields({{std::string(name), "has to be a time of the years 1900 to 2199"}});
  }
  return time;
}

}  // namespace kasvu::engine
