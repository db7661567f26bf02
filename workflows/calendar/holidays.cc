#include "workflows/calendar/holidays.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/calendar/easter.h"

namespace kasvu::workflows {
namespace {

absl::CivilDay SaturdayOnOrAfter(absl::CivilDay day) {
  return absl::NextWeekday(day - 1, absl::Weekday::saturday);
}

std::vector<Holiday> Compute(int year) {
  constexpr HolidayKind kPublic = HolidayKind::kPublic;
  constexpr HolidayKind kEve = HolidayKind::kEve;
  const auto on = [year](int month, int day) { return absl::CivilDay(year, month, day); };
  const absl::CivilDay easter = EasterSunday(year);
  const absl::CivilDay midsummer = SaturdayOnOrAfter(absl::CivilDay(year, 6, 20));
  const absl::CivilDay all_saints = SaturdayOnOrAfter(absl::CivilDay(year, 10, 31));
  std::vector<Holiday> holidays = {
      {on(1, 1), kPublic, {"uudenvuodenpäivä", "nyårsdagen", "New Year's Day"}},
      {on(1, 6), kPublic, {"loppiainen", "trettondagen", "Epiphany"}},
      {easter - 2, kPublic, {"pitkäperjantai", "långfredagen", "Good Friday"}},
      {easter - 1, kEve, {"pääsiäislauantai", "påsklördagen", "Easter Saturday"}},
      {easter, kPublic, {"pääsiäispäivä", "påskdagen", "Easter Sunday"}},
      {easter + 1, kPublic, {"toinen pääsiäispäivä", "annandag påsk", "Easter Monday"}},
      {on(5, 1), kPublic, {"vappu", "första maj", "May Day"}},
      {easter + 39, kPublic, {"helatorstai", "Kristi himmelsfärdsdag", "Ascension Day"}},
      {easter + 49, kPublic, {"helluntaipäivä", "pingstdagen", "Whit Sunday"}},
      {midsummer - 1, kEve, {"juhannusaatto", "midsommarafton", "Midsummer Eve"}},
      {midsummer, kPublic, {"juhannuspäivä", "midsommardagen", "Midsummer Day"}},
      {all_saints, kPublic, {"pyhäinpäivä", "alla helgons dag", "All Saints' Day"}},
      {on(12, 6), kPublic, {"itsenäisyyspäivä", "självständighetsdagen", "Independence Day"}},
      {on(12, 24), kEve, {"jouluaatto", "julafton", "Christmas Eve"}},
      {on(12, 25), kPublic, {"joulupäivä", "juldagen", "Christmas Day"}},
      {on(12, 26), kPublic, {"tapaninpäivä", "annandag jul", "St Stephen's Day"}},
  };
  std::stable_sort(holidays.begin(), holidays.end(), [](const Holiday& one, const Holiday& other) {
    return one.day != other.day ? one.day < other.day : one.kind < other.kind;
  });
  return holidays;
}

}  // namespace

absl::StatusOr<std::vector<Holiday>> HolidaysOf(int year) {
  if (year < kFirstHolidayYear || year > kLastHolidayYear) {
    return Error(absl::StatusCode::kOutOfRange, "YEAR_OUT_OF_RANGE",
                 absl::StrCat("holidays are known for ", kFirstHolidayYear, " to ",
                              kLastHolidayYear, ", not for ", year),
                 {{"year", std::to_string(year)}});
  }
  return Compute(year);
}

std::optional<Holiday> HolidayOn(absl::CivilDay day) {
  if (day.year() < kFirstHolidayYear || day.year() > kLastHolidayYear) return std::nullopt;
  for (const Holiday& holiday : Compute(static_cast<int>(day.year()))) {
    if (holiday.day == day) return holiday;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
