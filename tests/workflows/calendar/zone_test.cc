#include "workflows/calendar/zone.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;
using Minute = absl::CivilMinute;

Zone Load(std::string_view name) {
  absl::StatusOr<Zone> zone = Zone::Load(name);
  EXPECT_TRUE(zone.ok()) << zone.status();
  return *zone;
}

std::string Utc(absl::Time instant) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", instant, absl::UTCTimeZone());
}

TEST(ZoneTest, ClocksOfHelsinki) {
  const Zone helsinki = Load("Europe/Helsinki");
  struct Case {
    std::string what;
    absl::CivilMinute local;
    std::string instant;
  };
  for (const Case& c : std::vector<Case>{
           {"winter", Minute(2021, 2, 1, 9, 0), "2021-02-01T07:00:00Z"},
           {"summer", Minute(2021, 7, 1, 9, 0), "2021-07-01T06:00:00Z"},
           {"last minute before the gap", Minute(2021, 3, 28, 2, 59), "2021-03-28T00:59:00Z"},
           {"in the gap", Minute(2021, 3, 28, 3, 30), "2021-03-28T01:30:00Z"},
           {"first minute after the gap", Minute(2021, 3, 28, 4, 0), "2021-03-28T01:00:00Z"},
           {"before the fold", Minute(2021, 10, 31, 2, 59), "2021-10-30T23:59:00Z"},
           {"in the fold, the first of two", Minute(2021, 10, 31, 3, 30), "2021-10-31T00:30:00Z"},
           {"after the fold", Minute(2021, 10, 31, 4, 0), "2021-10-31T02:00:00Z"},
       }) {
    EXPECT_EQ(Utc(helsinki.InstantOf(c.local)), c.instant) << c.what;
  }
}

TEST(ZoneTest, ALocalTimeThatDoesNotExistIsReadInSummerTime) {
  const Zone helsinki = Load("Europe/Helsinki");
  EXPECT_EQ(helsinki.MinuteAt(helsinki.InstantOf(Minute(2021, 3, 28, 3, 30))),
            Minute(2021, 3, 28, 4, 30));
}

TEST(ZoneTest, DaysOfTheClockChangeHave23And25Hours) {
  const Zone helsinki = Load("Europe/Helsinki");
  const auto hours = [&](absl::CivilDay day) {
    return absl::ToInt64Hours(helsinki.EndOf(day) - helsinki.StartOf(day));
  };
  for (const absl::CivilDay day : {Day(2021, 3, 28), Day(2026, 3, 29)}) {
    EXPECT_EQ(hours(day), 23) << day;
  }
  for (const absl::CivilDay day : {Day(2021, 10, 31), Day(2026, 10, 25)}) {
    EXPECT_EQ(hours(day), 25) << day;
  }
  EXPECT_EQ(hours(Day(2021, 3, 27)), 24);
}

TEST(ZoneTest, ADayWithoutMidnightStartsWhenItsClocksDo) {
  // In 2018 Brazil's clocks went from 00:00 straight to 01:00 on 4 November.
  const Zone sao_paulo = Load("America/Sao_Paulo");
  EXPECT_EQ(sao_paulo.MinuteAt(sao_paulo.StartOf(Day(2018, 11, 4))), Minute(2018, 11, 4, 1, 0));
  EXPECT_EQ(sao_paulo.EndOf(Day(2018, 11, 3)), sao_paulo.StartOf(Day(2018, 11, 4)));
}

TEST(ZoneTest, EveryInstantLiesInItsOwnDay) {
  const Zone helsinki = Load("Europe/Helsinki");
  const absl::Time first = helsinki.StartOf(Day(2021, 1, 1));
  for (int quarter = 0; quarter < 366 * 24 * 4; ++quarter) {
    const absl::Time instant = first + quarter * absl::Minutes(15);
    const absl::CivilDay day = helsinki.DayAt(instant);
    ASSERT_LE(helsinki.StartOf(day), instant);
    ASSERT_LT(instant, helsinki.EndOf(day));
  }
}

TEST(ZoneTest, RefusesWhatIsNoZoneName) {
  for (const std::string name :
       {"", "Helsinki", "Europe/Atlantis", "Europe", "localtime", "libc:localtime", "/etc/passwd",
        "Europe/../../../../etc/passwd", "file:Europe/Helsinki", "Fixed/UTC+02:00:00",
        "Europe/Helsinki ", "Europe/Helsinki\n"}) {
    const absl::StatusOr<Zone> zone = Zone::Load(name);
    EXPECT_EQ(zone.status().code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(ReasonOf(zone.status()), "UNKNOWN_TIME_ZONE") << name;
  }
  EXPECT_EQ(ReasonOf(Zone::Load(std::string("Europe/Helsinki\0", 16)).status()),
            "UNKNOWN_TIME_ZONE");
  EXPECT_EQ(ReasonOf(Zone::Load("Europe/" + std::string(100000, 'a')).status()),
            "UNKNOWN_TIME_ZONE");
}

TEST(ZoneTest, KnowsOtherZones) {
  EXPECT_EQ(Load("UTC").name(), "UTC");
  EXPECT_EQ(Load("Europe/Mariehamn").name(), "Europe/Mariehamn");
}

}  // namespace
}  // namespace kasvu::workflows
