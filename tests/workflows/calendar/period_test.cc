#include "workflows/calendar/period.h"

#include <gtest/gtest.h>

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;

TEST(PeriodTest, MovesDates) {
  struct Case {
    absl::CivilDay from;
    Period period;
    absl::CivilDay plus;
    absl::CivilDay minus;
  };
  for (const Case& c : std::vector<Case>{
           {Day(2021, 2, 1), {}, Day(2021, 2, 1), Day(2021, 2, 1)},
           {Day(2021, 2, 1), {.days = 30}, Day(2021, 3, 3), Day(2021, 1, 2)},
           {Day(2021, 2, 1), {.weeks = 3}, Day(2021, 2, 22), Day(2021, 1, 11)},
           {Day(2021, 1, 31), {.months = 1}, Day(2021, 2, 28), Day(2020, 12, 31)},
           {Day(2020, 1, 31), {.months = 1}, Day(2020, 2, 29), Day(2019, 12, 31)},
           {Day(2020, 2, 29), {.months = 12}, Day(2021, 2, 28), Day(2019, 2, 28)},
           {Day(2021, 3, 31), {.months = 1}, Day(2021, 4, 30), Day(2021, 2, 28)},
           {Day(2021, 1, 31),
            {.days = 1, .weeks = 1, .months = 1},
            Day(2021, 3, 8),
            Day(2020, 12, 23)},
           {Day(2021, 1, 31), {.months = -2}, Day(2020, 11, 30), Day(2021, 3, 31)},
       }) {
    EXPECT_EQ(Plus(c.from, c.period), c.plus) << c.from;
    EXPECT_EQ(Minus(c.from, c.period), c.minus) << c.from;
  }
}

TEST(PeriodTest, MonthsNeverLeaveTheirMonth) {
  for (absl::CivilDay day(2019, 1, 1); day.year() < 2021; ++day) {
    for (int months = -14; months <= 14; ++months) {
      const absl::CivilDay moved = Plus(day, {.months = months});
      ASSERT_EQ(absl::CivilMonth(moved), absl::CivilMonth(day) + months) << day << months;
      ASSERT_LE(moved.day(), day.day());
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows
