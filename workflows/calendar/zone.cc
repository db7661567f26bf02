#include "workflows/calendar/zone.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "errors/error.h"

namespace kasvu::workflows {
namespace {

constexpr size_t kMaxNameLength = 64;

// The loader would open a path, a "file:" or the machine's own zone as readily as a zone's name.
bool LooksLikeZoneName(std::string_view name) {
  if (name == "UTC") return true;
  if (name.empty() || name.size() > kMaxNameLength || !absl::ascii_isupper(name.front())) {
    return false;
  }
  return name.find('/') != std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '/' || c == '_' || c == '-' || c == '+';
         });
}

}  // namespace

Zone::Zone(std::string name, absl::TimeZone zone) : name_(std::move(name)), zone_(zone) {}

absl::StatusOr<Zone> Zone::Load(std::string_view name) {
  const std::string word(name);
  absl::TimeZone zone;
  if (!LooksLikeZoneName(name) || !absl::LoadTimeZone(word, &zone)) {
    return Error(absl::StatusCode::kInvalidArgument, "UNKNOWN_TIME_ZONE",
                 absl::StrCat("there is no time zone \"", word,
                              "\"; use an IANA name such as Europe/Helsinki"),
                 {{"zone", word}});
  }
  return Zone(word, zone);
}

absl::Time Zone::InstantOf(absl::CivilMinute minute) const {
  return zone_.At(absl::CivilSecond(minute)).pre;
}

absl::CivilMinute Zone::MinuteAt(absl::Time instant) const {
  return absl::ToCivilMinute(instant, zone_);
}

absl::CivilDay Zone::DayAt(absl::Time instant) const { return absl::ToCivilDay(instant, zone_); }

absl::Time Zone::StartOf(absl::CivilDay day) const { return absl::FromCivil(day, zone_); }

absl::Time Zone::EndOf(absl::CivilDay day) const { return StartOf(day + 1); }

}  // namespace kasvu::workflows
