#include "workflows/calendar/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;
using Minute = absl::CivilMinute;

using ::testing::ElementsAre;

Zone Helsinki() { return *Zone::Load("Europe/Helsinki"); }

Blackout Skip(const std::vector<std::string>& words) { return *Blackout::Parse(words, "02"); }

std::vector<std::string> Days(const Series& series, const std::vector<std::string>& skip = {}) {
  const absl::StatusOr<std::vector<Slot>> slots = PlanSeries(series, Skip(skip), Helsinki());
  EXPECT_TRUE(slots.ok()) << slots.status();
  std::vector<std::string> days;
  if (slots.ok()) {
    for (const Slot& slot : *slots) days.push_back(absl::FormatCivilTime(slot.day));
  }
  return days;
}

Series EKollega() { return {.start = Day(2021, 2, 1), .every = {.weeks = 3}, .times = 5}; }

TEST(SeriesTest, AnItemOnEasterMondayMovesOneWeekAndTheGridStays) {
  const auto slots = PlanSeries(EKollega(), Skip({"holidays"}), Helsinki());
  ASSERT_TRUE(slots.ok()) << slots.status();
  EXPECT_THAT(Days(EKollega(), {"holidays"}),
              ElementsAre("2021-02-01", "2021-02-22", "2021-03-15", "2021-04-12", "2021-04-26"));
  EXPECT_TRUE((*slots)[3].moved());
  EXPECT_EQ((*slots)[3].planned, Day(2021, 4, 5));
  EXPECT_EQ((*slots)[3].place, 3);
  EXPECT_FALSE((*slots)[4].moved());
}

TEST(SeriesTest, TheLocalTimeStaysWhenTheClocksChange) {
  const auto slots = PlanSeries({.start = Day(2021, 3, 22), .every = {.weeks = 1}, .times = 2},
                                Blackout(), Helsinki());
  ASSERT_TRUE(slots.ok());
  EXPECT_EQ((*slots)[1].begins - (*slots)[0].begins, absl::Hours(7 * 24 - 1));
  EXPECT_EQ(Helsinki().MinuteAt((*slots)[1].begins), Minute(2021, 3, 29, 9, 0));
}

TEST(SeriesTest, BeginsAtItsTime) {
  Series series = EKollega();
  series.time = {17, 30};
  const auto slots = PlanSeries(series, Blackout(), Helsinki());
  ASSERT_TRUE(slots.ok());
  EXPECT_EQ(absl::FormatTime((*slots)[0].begins, absl::UTCTimeZone()), "2021-02-01T15:30:00+00:00");
}

TEST(SeriesTest, Grids) {
  struct Case {
    std::string what;
    Series series;
    std::vector<std::string> days;
  };
  for (const Case& c : std::vector<Case>{
           {"by days",
            {.start = Day(2021, 2, 27), .every = {.days = 2}, .times = 3},
            {"2021-02-27", "2021-03-01", "2021-03-03"}},
           {"until, included",
            {.start = Day(2021, 2, 1), .every = {.weeks = 1}, .until = Day(2021, 2, 15)},
            {"2021-02-01", "2021-02-08", "2021-02-15"}},
           {"until before the start is empty",
            {.start = Day(2021, 2, 1), .every = {.weeks = 1}, .until = Day(2021, 1, 31)},
            {}},
           {"whichever of times and until comes first",
            {.start = Day(2021, 2, 1),
            .every = {.weeks = 1},
            .times = 2,
            .until = Day(2021, 12, 31)},
            {"2021-02-01", "2021-02-08"}},
           {"by months, clipped, the 31st comes back",
            {.start = Day(2021, 1, 31), .every = {.months = 1}, .times = 4},
            {"2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30"}},
           {"by half years",
            {.start = Day(2020, 8, 31), .every = {.months = 6}, .times = 3},
            {"2020-08-31", "2021-02-28", "2021-08-31"}},
           {"weekday of a series by weeks",
            {.start = Day(2021, 2, 1),
            .every = {.weeks = 2},
            .weekday = absl::Weekday::tuesday,
            .times = 2},
            {"2021-02-02", "2021-02-16"}},
           {"the start's own weekday is no week later",
            {.start = Day(2021, 2, 2),
            .every = {.weeks = 2},
            .weekday = absl::Weekday::tuesday,
            .times = 1},
            {"2021-02-02"}},
           {"second Tuesday",
            {.start = Day(2021, 1, 1),
            .every = {.months = 1},
            .weekday = absl::Weekday::tuesday,
            .ordinal = 2,
            .times = 3},
            {"2021-01-12", "2021-02-09", "2021-03-09"}},
           {"second Tuesday, the first month's is over",
            {.start = Day(2021, 1, 13),
            .every = {.months = 2},
            .weekday = absl::Weekday::tuesday,
            .ordinal = 2,
            .times = 2},
            {"2021-02-09", "2021-04-13"}},
           {"last Friday",
            {.start = Day(2021, 1, 1),
            .every = {.months = 1},
            .weekday = absl::Weekday::friday,
            .ordinal = -1,
            .times = 3},
            {"2021-01-29", "2021-02-26", "2021-03-26"}},
       }) {
    EXPECT_EQ(Days(c.series), c.days) << c.what;
  }
}

TEST(SeriesTest, ARollingSlotDropsAndKeepsItsPlaceEmpty) {
  const Series evenings = {.start = Day(2021, 5, 1),
                           .every = {.months = 1},
                           .weekday = absl::Weekday::tuesday,
                           .ordinal = 2,
                           .time = {17, 30},
                           .until = Day(2021, 9, 30),
                           .rolling = true};
  EXPECT_THAT(Days(evenings, {"july"}),
              ElementsAre("2021-05-11", "2021-06-08", "2021-08-10", "2021-09-14"));
  const auto slots = PlanSeries(evenings, Skip({"july"}), Helsinki());
  EXPECT_EQ((*slots)[2].place, 3);
}

TEST(SeriesTest, ItemsKeepTheirOrderAndNeverShareADay) {
  EXPECT_THAT(Days({.start = Day(2021, 6, 28), .every = {.weeks = 1}, .times = 4}, {"july"}),
              ElementsAre("2021-06-28", "2021-08-02", "2021-08-09", "2021-08-16"));
  EXPECT_THAT(Days({.start = Day(2021, 6, 21), .every = {.weeks = 3}, .times = 4}, {"july"}),
              ElementsAre("2021-06-21", "2021-08-02", "2021-08-09", "2021-08-23"));
}

TEST(SeriesTest, AnItemThatFindsNoFreeDayIsAnError) {
  const std::vector<std::string> all = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
  EXPECT_EQ(ReasonOf(PlanSeries(EKollega(), Skip(all), Helsinki()).status()), "NO_FREE_DAY");
  Series rolling = EKollega();
  rolling.rolling = true;
  EXPECT_EQ(ReasonOf(PlanSeries(rolling, Skip(all), Helsinki()).status()), "NO_FREE_DAY");
}

TEST(SeriesTest, RefusesShapesThatMeanNothing) {
  const absl::CivilDay start(2021, 2, 1);
  for (const Series& series : std::vector<Series>{
           {.start = start, .times = 5},
           {.start = start, .every = {.weeks = 3}},
           {.start = start, .every = {.weeks = -3}, .times = 5},
           {.start = start, .every = {.days = 1, .weeks = 1}, .times = 5},
           {.start = start, .every = {.weeks = 3}, .times = -1},
           {.start = start, .every = {.months = 2147483647}, .times = 5},
           {.start = start, .every = {.months = 1}, .ordinal = 2, .times = 5},
           {.start = start,
           .every = {.weeks = 1},
           .weekday = absl::Weekday::friday,
           .ordinal = 2,
           .times = 5},
           {.start = start, .every = {.months = 1}, .weekday = absl::Weekday::friday, .times = 5},
           {.start = start,
           .every = {.months = 1},
           .weekday = absl::Weekday::friday,
           .ordinal = 5,
           .times = 5},
           {.start = start, .every = {.days = 1}, .weekday = absl::Weekday::friday, .times = 5},
       }) {
    EXPECT_EQ(ReasonOf(PlanSeries(series, Blackout(), Helsinki()).status()), "INVALID_SERIES");
  }
}

TEST(SeriesTest, AThousandSlotsAreTheLimit) {
  Series series = {.start = Day(2021, 2, 1), .every = {.days = 1}, .times = kMaxSeriesSlots};
  EXPECT_EQ(Days(series).size(), 1000u);
  series.times = kMaxSeriesSlots + 1;
  EXPECT_EQ(ReasonOf(PlanSeries(series, Blackout(), Helsinki()).status()), "TOO_MANY_SLOTS");
  series.times = 0;
  series.until = series.start + 999;
  EXPECT_EQ(Days(series).size(), 1000u);
  series.until = series.start + 1000;
  EXPECT_EQ(ReasonOf(PlanSeries(series, Blackout(), Helsinki()).status()), "TOO_MANY_SLOTS");
}

TEST(SeriesTest, RollingKeys) {
  EXPECT_EQ(RollingKey({.months = 1}, Day(2026, 11, 10)), "2026-11");
  EXPECT_EQ(RollingKey({.weeks = 2}, Day(2026, 11, 10)), "2026-11-10");
  EXPECT_EQ(RollingKey({.days = 1}, Day(2026, 1, 2)), "2026-01-02");
}

}  // namespace
}  // namespace kasvu::workflows
