#include "workflows/calendar/local_time.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "errors/error.h"

namespace kasvu::workflows {
namespace {

// -1 when the two characters are not digits.
int TwoDigits(std::string_view text) {
  if (!absl::ascii_isdigit(static_cast<unsigned char>(text[0])) ||
      !absl::ascii_isdigit(static_cast<unsigned char>(text[1]))) {
    return -1;
  }
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

absl::StatusOr<LocalTime> ParseLocalTime(std::string_view text) {
  if (text.size() == 5 && text[2] == ':') {
    const LocalTime time{TwoDigits(text.substr(0, 2)), TwoDigits(text.substr(3, 2))};
    if (time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60) return time;
  }
  const std::string word(text);
  return Error(absl::StatusCode::kInvalidArgument, "INVALID_LOCAL_TIME",
               absl::StrCat("\"", word, "\" is no time of day; write hours and minutes, as 17:30"),
               {{"time", word}});
}

std::string FormatLocalTime(LocalTime time) {
  return absl::StrFormat("%02d:%02d", time.hour, time.minute);
}

absl::CivilMinute On(absl::CivilDay day, LocalTime time) {
  return absl::CivilMinute(day.year(), day.month(), day.day(), time.hour, time.minute);
}

}  // namespace kasvu::workflows
