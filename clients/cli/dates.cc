#include "clients/cli/dates.h"

#include <array>
#include <charconv>
#include <cstdio>

#include "absl/strings/str_replace.h"
#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

absl::Status NoDay(const std::string& text) {
  return WrongUsage({"”{text}” ei ole päivä; kirjoita 1.2.2021 tai 2021-02-01.",
                     "”{text}” är ingen dag; skriv 1.2.2021 eller 2021-02-01.",
                     "“{text}” is no day; write 2021-02-01."},
                    {{"text", text}});
}

absl::Status NoMoment(const std::string& text) {
  return WrongUsage({"”{text}” ei ole päivä eikä aika; kirjoita 3.2.2021, \"3.2.2021 17.30\" tai "
                     "2021-02-03T17:30.",
                     "”{text}” är ingen dag eller tid; skriv 3.2.2021, \"3.2.2021 17.30\" eller "
                     "2021-02-03T17:30.",
                     "“{text}” is no day or time; write 2021-02-03 or 2021-02-03T17:30."},
                    {{"text", text}});
}

absl::Status NoAmount(const std::string& text) {
  return WrongUsage({"”{text}” ei ole ajan määrä; kirjoita 12h, 10d, 3w tai 2m.",
                     "”{text}” är ingen tidsmängd; skriv 12h, 10d, 3w eller 2m.",
                     "“{text}” is no amount of time; write 12h, 10d, 3w or 2m."},
                    {{"text", text}});
}

std::optional<absl::CivilDay> RealDay(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  const bool real = civil.year() == year && civil.month() == month && civil.day() == day;
  if (!real || year < 1900 || year > 2199) return std::nullopt;
  return civil;
}

std::optional<absl::CivilDay> DayOf(const std::string& text) {
  int first = 0;
  int month = 0;
  int last = 0;
  int read = 0;
  const int size = static_cast<int>(text.size());
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &first, &month, &last, &read) == 3 &&
      read == size) {
    return RealDay(first, month, last);
  }
  if (std::sscanf(text.c_str(), "%2d.%2d.%4d%n", &first, &month, &last, &read) == 3 &&
      read == size) {
    return RealDay(last, month, first);
  }
  return std::nullopt;
}

// "3.2.2021 17.30", also with "klo" or "kl." before the time.
std::optional<absl::CivilSecond> FinnishMoment(const std::string& text) {
  const std::string plain =
      absl::StrReplaceAll(text, {{" klo ", " "}, {" kl. ", " "}, {" kl ", " "}});
  const size_t space = plain.find(' ');
  if (space == std::string::npos) return std::nullopt;
  const auto day = DayOf(plain.substr(0, space));
  int hour = 0;
  int minute = 0;
  int read = 0;
  const std::string time = plain.substr(space + 1);
  if (!day || std::sscanf(time.c_str(), "%2d%*1[.:]%2d%n", &hour, &minute, &read) != 2 ||
      read != static_cast<int>(time.size()) || hour > 23 || minute > 59) {
    return std::nullopt;
  }
  return absl::CivilSecond(day->year(), day->month(), day->day(), hour, minute);
}

}  // namespace

absl::StatusOr<absl::CivilDay> ParseDay(const std::string& text) {
  if (const auto day = DayOf(text)) return *day;
  return NoDay(text);
}

absl::StatusOr<absl::Time> ParseMoment(const std::string& text, const absl::TimeZone& zone) {
  if (const auto day = DayOf(text)) {
    return absl::FromCivil(absl::CivilSecond(absl::CivilHour(*day) + 12), zone);
  }
  if (const auto moment = FinnishMoment(text)) return absl::FromCivil(*moment, zone);
  absl::Time time;
  std::string fault;
  for (const char* form : {"%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"}) {
    if (absl::ParseTime(form, text, zone, &time, &fault)) return time;
  }
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &fault)) return time;
  return NoMoment(text);
}

absl::StatusOr<absl::Time> Later(absl::Time time, const std::string& amount,
                                 const absl::TimeZone& zone) {
  int count = 0;
  const char* const end = amount.data() + amount.size();
  const auto [unit, error] = std::from_chars(amount.data(), end, count);
  if (error != std::errc() || unit + 1 != end || count < 0 || count > 10'000) {
    return NoAmount(amount);
  }
  // Days, weeks and months keep the clock's hands where they are, also over a change of season.
  const absl::CivilSecond now = absl::ToCivilSecond(time, zone);
  const absl::Duration rest =
      absl::Hours(now.hour()) + absl::Minutes(now.minute()) + absl::Seconds(now.second());
  const auto at = [&](absl::CivilDay day) {
    return absl::FromCivil(absl::CivilSecond(day) + absl::ToInt64Seconds(rest), zone);
  };
  switch (*unit) {
    case 'h':
      return time + absl::Hours(count);
    case 'd':
      return at(absl::CivilDay(now) + count);
    case 'w':
      return at(absl::CivilDay(now) + 7 * count);
    case 'm':
      return at(absl::CivilDay(now.year(), now.month() + count, now.day()));
    default:
      return NoAmount(amount);
  }
}

std::string IsoDate(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string ShortDate(absl::CivilDay day, const std::string& language) {
  const std::string year = std::to_string(day.year());
  if (language == "en") {
    return std::to_string(day.day()) + " " + kMonths[day.month() - 1] + " " + year;
  }
  return std::to_string(day.day()) + "." + std::to_string(day.month()) + "." + year;
}

std::string ShortTime(absl::Time time, const absl::TimeZone& zone, const std::string& language) {
  const std::string date = ShortDate(absl::ToCivilDay(time, zone), language);
  if (language == "en") return date + absl::FormatTime(" %H:%M", time, zone);
  std::string clock = absl::FormatTime("%H.%M", time, zone);
  if (clock.starts_with('0')) clock.erase(0, 1);
  return date + (language == "fi" ? " klo " : " kl. ") + clock;
}

absl::Time TimeOf(const google::protobuf::Timestamp& stamp) {
  return absl::FromUnixSeconds(stamp.seconds()) + absl::Nanoseconds(stamp.nanos());
}

google::protobuf::Timestamp StampOf(absl::Time time) {
  google::protobuf::Timestamp stamp;
  const int64_t seconds = absl::ToUnixSeconds(time);
  stamp.set_seconds(seconds);
  stamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return stamp;
}

}  // namespace kasvu::cli
