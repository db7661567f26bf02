#include "services/common/today.h"

#include "absl/time/civil_time.h"

namespace kasvu::services {
namespace {

absl::TimeZone Helsinki() {
  absl::TimeZone zone;
  // Without time-zone data days begin at midnight UTC, two or three hours late.
  if (!absl::LoadTimeZone("Europe/Helsinki", &zone)) return absl::UTCTimeZone();
  return zone;
}

}  // namespace

std::string Today(absl::Time now) {
  static const absl::TimeZone zone = Helsinki();
  return absl::FormatCivilTime(absl::ToCivilDay(now, zone));
}

}  // namespace kasvu::services
