#include "workflows/calendar/holidays.h"

#include <gtest/gtest.h>

#include <set>

#include "errors/error.h"
#include "workflows/calendar/easter.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;

std::string DayIn(int year, std::string_view english_name) {
  const std::vector<Holiday> holidays = *HolidaysOf(year);
  for (const Holiday& holiday : holidays) {
    if (holiday.names.en == english_name) {
      return absl::FormatCivilTime(holiday.day).substr(std::string("2021-").size());
    }
  }
  return "";
}

// Of the almanac; the days that are the same every year are in the next test.
TEST(HolidaysTest, MovableDaysOf2020To2030) {
  struct Year {
    int year;
    std::string good_friday, easter_saturday, easter, easter_monday, ascension, whit_sunday,
        midsummer_eve, midsummer, all_saints;
  };
  for (const Year& y : std::vector<Year>{
           {2020, "04-10", "04-11", "04-12", "04-13", "05-21", "05-31", "06-19", "06-20", "10-31"},
           {2021, "04-02", "04-03", "04-04", "04-05", "05-13", "05-23", "06-25", "06-26", "11-06"},
           {2022, "04-15", "04-16", "04-17", "04-18", "05-26", "06-05", "06-24", "06-25", "11-05"},
           {2023, "04-07", "04-08", "04-09", "04-10", "05-18", "05-28", "06-23", "06-24", "11-04"},
           {2024, "03-29", "03-30", "03-31", "04-01", "05-09", "05-19", "06-21", "06-22", "11-02"},
           {2025, "04-18", "04-19", "04-20", "04-21", "05-29", "06-08", "06-20", "06-21", "11-01"},
           {2026, "04-03", "04-04", "04-05", "04-06", "05-14", "05-24", "06-19", "06-20", "10-31"},
           {2027, "03-26", "03-27", "03-28", "03-29", "05-06", "05-16", "06-25", "06-26", "11-06"},
           {2028, "04-14", "04-15", "04-16", "04-17", "05-25", "06-04", "06-23", "06-24", "11-04"},
           {2029, "03-30", "03-31", "04-01", "04-02", "05-10", "05-20", "06-22", "06-23", "11-03"},
           {2030, "04-19", "04-20", "04-21", "04-22", "05-30", "06-09", "06-21", "06-22", "11-02"},
       }) {
    SCOPED_TRACE(y.year);
    EXPECT_EQ(DayIn(y.year, "Good Friday"), y.good_friday);
    EXPECT_EQ(DayIn(y.year, "Easter Saturday"), y.easter_saturday);
    EXPECT_EQ(DayIn(y.year, "Easter Sunday"), y.easter);
    EXPECT_EQ(DayIn(y.year, "Easter Monday"), y.easter_monday);
    EXPECT_EQ(DayIn(y.year, "Ascension Day"), y.ascension);
    EXPECT_EQ(DayIn(y.year, "Whit Sunday"), y.whit_sunday);
    EXPECT_EQ(DayIn(y.year, "Midsummer Eve"), y.midsummer_eve);
    EXPECT_EQ(DayIn(y.year, "Midsummer Day"), y.midsummer);
    EXPECT_EQ(DayIn(y.year, "All Saints' Day"), y.all_saints);
  }
}

TEST(HolidaysTest, FixedDaysOfEveryYear) {
  for (int year = kFirstHolidayYear; year <= kLastHolidayYear; ++year) {
    ASSERT_EQ(HolidaysOf(year)->size(), 16u) << year;
    ASSERT_EQ(DayIn(year, "New Year's Day"), "01-01");
    ASSERT_EQ(DayIn(year, "Epiphany"), "01-06");
    ASSERT_EQ(DayIn(year, "May Day"), "05-01");
    ASSERT_EQ(DayIn(year, "Independence Day"), "12-06");
    ASSERT_EQ(DayIn(year, "Christmas Eve"), "12-24");
    ASSERT_EQ(DayIn(year, "Christmas Day"), "12-25");
    ASSERT_EQ(DayIn(year, "St Stephen's Day"), "12-26");
  }
}

TEST(HolidaysTest, MovableDaysKeepTheirWeekdayAndTheirBounds) {
  for (int year = kFirstHolidayYear; year <= kLastHolidayYear; ++year) {
    const absl::CivilDay easter = EasterSunday(year);
    ASSERT_EQ(absl::GetWeekday(easter), absl::Weekday::sunday) << year;
    ASSERT_GE(easter, Day(year, 3, 22));
    ASSERT_LE(easter, Day(year, 4, 25));
    const std::string midsummer = DayIn(year, "Midsummer Day");
    ASSERT_TRUE("06-20" <= midsummer && midsummer <= "06-26") << year;
    const std::string all_saints = DayIn(year, "All Saints' Day");
    ASSERT_TRUE("10-31" <= all_saints && all_saints <= "11-06") << year;
  }
}

TEST(HolidaysTest, EarliestAndLatestEasters) {
  for (const absl::CivilDay day :
       {Day(1913, 3, 23), Day(1943, 4, 25), Day(1954, 4, 18), Day(1981, 4, 19), Day(2008, 3, 23),
        Day(2038, 4, 25), Day(2049, 4, 18), Day(2076, 4, 19), Day(2160, 3, 23)}) {
    EXPECT_EQ(EasterSunday(static_cast<int>(day.year())), day);
  }
}

TEST(HolidaysTest, EvesAreAKindOfTheirOwn) {
  std::set<std::string_view> eves;
  const std::vector<Holiday> holidays = *HolidaysOf(2021);
  for (const Holiday& holiday : holidays) {
    if (holiday.kind == HolidayKind::kEve) eves.insert(holiday.names.en);
  }
  EXPECT_EQ(eves,
            (std::set<std::string_view>{"Easter Saturday", "Midsummer Eve", "Christmas Eve"}));
}

TEST(HolidaysTest, NamesTheDayInThreeLanguages) {
  const std::optional<Holiday> monday = HolidayOn(Day(2021, 4, 5));
  ASSERT_TRUE(monday);
  EXPECT_EQ(monday->kind, HolidayKind::kPublic);
  EXPECT_EQ(monday->names.In("fi"), "toinen pääsiäispäivä");
  EXPECT_EQ(monday->names.In("sv"), "annandag påsk");
  EXPECT_EQ(monday->names.In("en"), "Easter Monday");
  EXPECT_FALSE(HolidayOn(Day(2021, 4, 6)));
}

TEST(HolidaysTest, TwoMayShareADay) {
  EXPECT_EQ(DayIn(2008, "Ascension Day"), "05-01");
  EXPECT_EQ(DayIn(2008, "May Day"), "05-01");
  EXPECT_TRUE(HolidayOn(Day(2008, 5, 1)));
}

TEST(HolidaysTest, YearsOutsideTheTableAreRefused) {
  for (const int year : {1899, 2200, 0, -1, 2147483647}) {
    EXPECT_EQ(ReasonOf(HolidaysOf(year).status()), "YEAR_OUT_OF_RANGE") << year;
    EXPECT_FALSE(HolidayOn(Day(year, 12, 25)));
  }
}

}  // namespace
}  // namespace kasvu::workflows
