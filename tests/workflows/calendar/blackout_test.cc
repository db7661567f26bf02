#include "workflows/calendar/blackout.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;

Blackout Parse(const std::vector<std::string>& words, std::string_view region = "") {
  absl::StatusOr<Blackout> blackout = Blackout::Parse(words, region);
  EXPECT_TRUE(blackout.ok()) << blackout.status();
  return *blackout;
}

TEST(BlackoutTest, CoversWhatTheWordsSay) {
  struct Case {
    std::string word;
    std::string region;
    std::vector<absl::CivilDay> covered;
    std::vector<absl::CivilDay> free;
  };
  for (const Case& c : std::vector<Case>{
           {"july", "", {Day(2021, 7, 1), Day(2035, 7, 31)}, {Day(2021, 6, 30), Day(2021, 8, 1)}},
           {"december",
            "",
            {Day(2021, 12, 1), Day(2021, 12, 31)},
            {Day(2021, 11, 30), Day(2022, 1, 1)}},
           {"holidays",
            "",
            {Day(2021, 4, 5), Day(2021, 6, 25), Day(2021, 12, 24), Day(2021, 12, 6)},
            {Day(2021, 4, 6), Day(2021, 12, 23), Day(2021, 12, 31)}},
           {"winter-break",
            "02",
            {Day(2021, 2, 22), Day(2021, 2, 28)},
            {Day(2021, 2, 21), Day(2021, 3, 1), Day(2021, 3, 8)}},
           {"winter-break",
            "19",
            {Day(2021, 3, 8), Day(2021, 3, 14)},
            {Day(2021, 2, 22), Day(2021, 3, 15)}},
           {"2021-12-20..2022-01-06",
            "",
            {Day(2021, 12, 20), Day(2022, 1, 1), Day(2022, 1, 6)},
            {Day(2021, 12, 19), Day(2022, 1, 7), Day(2022, 12, 25)}},
           {"2021-05-14",
            "",
            {Day(2021, 5, 14)},
            {Day(2021, 5, 13), Day(2021, 5, 15), Day(2022, 5, 14)}},
       }) {
    const Blackout blackout = Parse({c.word}, c.region);
    for (const absl::CivilDay day : c.covered) {
      EXPECT_EQ(blackout.WordFor(day), c.word) << c.word << " " << day;
    }
    for (const absl::CivilDay day : c.free) {
      EXPECT_FALSE(blackout.Covers(day)) << c.word << " " << day;
    }
  }
}

TEST(BlackoutTest, SaysWhichWordCovers) {
  const Blackout blackout = Parse({"july", "holidays"});
  EXPECT_EQ(blackout.WordFor(Day(2021, 7, 4)), "july");
  EXPECT_EQ(blackout.WordFor(Day(2021, 4, 5)), "holidays");
  EXPECT_EQ(blackout.WordFor(Day(2021, 4, 12)), std::nullopt);
  EXPECT_FALSE(Blackout().Covers(Day(2021, 12, 25)));
}

TEST(BlackoutTest, RefusesUnknownWords) {
  for (const std::string word :
       {"", "July", "jul", "weekends", "2021-13-01", "2021-02-30", "2021-02-01..", "..2021-02-01",
        "2021-02-02..2021-02-01", "2021-2-1", "2021-02-01...2021-02-03"}) {
    EXPECT_EQ(ReasonOf(Blackout::Parse({"july", word}, "02").status()), "UNKNOWN_SKIP_RULE")
        << word;
  }
}

TEST(BlackoutTest, TheWinterBreakNeedsARegion) {
  EXPECT_EQ(ReasonOf(Blackout::Parse({"winter-break"}, "").status()), "SKIP_RULE_NEEDS_REGION");
  EXPECT_EQ(ReasonOf(Blackout::Parse({"winter-break"}, "99").status()), "SKIP_RULE_NEEDS_REGION");
}

}  // namespace
}  // namespace kasvu::workflows
