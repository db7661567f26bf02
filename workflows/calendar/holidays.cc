#include "workflows/calendar/holidays.h"

#include <algorithm>
#include <array>
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

bool IsKnown(absl::civil_year_t year) {
  return kFirstHolidayYear <= year && year <= kLastHolidayYear;
}

using Years = std::array<std::vector<Holiday>, kLastHolidayYear - kFirstHolidayYear + 1>;

const Years* ComputeAll() {
  auto* years = new Years;
  for (int year = kFirstHolidayYear; year <= kLastHolidayYear; ++year) {
    (*years)[year - kFirstHolidayYear] = Compute(year);
  }
  return years;
}

// The holidays of a known year. All are worked out when one is first asked for, in about a
// millisecond: plans ask for the same few years over and over.
const std::vector<Holiday>& Known(int year) {
  static const Years* const years = ComputeAll();
  return (*years)[year - kFirstHolidayYear];
}

}  // namespace

absl::StatusOr<std::vector<Holiday>> HolidaysOf(int year) {
  if (!IsKnown(year)) {
    return Error(absl::StatusCode::kOutOfRange, "YEAR_OUT_OF_RANGE",
                 absl::StrCat("holidays are known for ", kFirstHolidayYear, " to ",
                              kLastHolidayYear, ", not for ", year),
                 {{"year", std::to_string(year)}});
  }
  return Known(year);
}

std::optional<Holiday> HolidayOn(absl::CivilDay day) {
  if (!IsKnown(day.year())) return std::nullopt;
  for (const Holiday& holiday : Known(static_cast<int>(day.year()))) {
    if (holiday.day == day) return holiday;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
