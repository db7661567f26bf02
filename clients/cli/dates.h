// Dates as people type and read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace kasvu::cli {

// 2021-02-01, or 1.2.2021 as Finns write it. WRONG_USAGE otherwise.
absl::StatusOr<absl::CivilDay> ParseDay(const std::string& text);

// A day, taken at noon in `zone`; 2021-02-03T17:30 or 3.2.2021 17.30 in `zone`; or a full RFC 3339
// time such as 2021-02-03T15:30:00Z. WRONG_USAGE otherwise.
absl::StatusOr<absl::Time> ParseMoment(const std::string& text, const absl::TimeZone& zone);

// `time` and so much more of the calendar in `zone`: 3w, 10d, 2m (months), 12h. WRONG_USAGE
// otherwise.
absl::StatusOr<absl::Time> Later(absl::Time time, const std::string& amount,
                                 const absl::TimeZone& zone);

// 2021-02-01, as requests have it.
std::string IsoDate(absl::CivilDay day);

// fi and sv: 1.2.2021; en: 1 Feb 2021.
std::string ShortDate(absl::CivilDay day, const std::string& language);
// fi: 1.2.2021 klo 9.00; sv: 1.2.2021 kl. 9.00; en: 1 Feb 2021 09:00.
std::string ShortTime(absl::Time time, const absl::TimeZone& zone, const std::string& language);

absl::Time TimeOf(const google::protobuf::Timestamp& stamp);
google::protobuf::Timestamp StampOf(absl::Time time);

}  // namespace kasvu::cli
