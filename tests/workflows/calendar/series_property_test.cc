// Whatever an author may write, a plan keeps these promises. The seed of each round is printed with
// a failure.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "workflows/calendar/series.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;

constexpr int kRounds = 2000;

int Between(std::mt19937& random, int min, int max) {
  return std::uniform_int_distribution<int>(min, max)(random);
}

Series RandomSeries(std::mt19937& random) {
  Series series;
  series.start = Day(2015, 1, 1) + Between(random, 0, 7300);
  series.time = {Between(random, 0, 23), Between(random, 0, 59)};
  const int unit = Between(random, 0, 2);
  if (unit == 0) series.every.days = Between(random, 1, 40);
  if (unit == 1) series.every.weeks = Between(random, 1, 8);
  if (unit == 2) series.every.months = Between(random, 1, 12);
  if (unit > 0 && Between(random, 0, 1) == 1) {
    series.weekday = static_cast<absl::Weekday>(Between(random, 0, 6));
    if (unit == 2) series.ordinal = Between(random, 0, 4) == 0 ? -1 : Between(random, 1, 4);
  }
  series.times = Between(random, 1, 40);
  series.rolling = Between(random, 0, 1) == 1;
  if (series.rolling || Between(random, 0, 1) == 1) {
    series.until = series.start + Between(random, 0, 1500);
  }
  return series;
}

std::vector<std::string> RandomSkip(std::mt19937& random) {
  std::vector<std::string> skip;
  for (const std::string word :
       {"july", "december", "holidays", "winter-break", "2021-01-01..2021-05-31"}) {
    if (Between(random, 0, 1) == 1) skip.push_back(word);
  }
  return skip;
}

TEST(SeriesPropertyTest, PlansKeepTheirPromises) {
  const Zone zone = *Zone::Load("Europe/Helsinki");
  const unsigned first_seed = std::random_device{}();
  for (unsigned seed = first_seed; seed != first_seed + kRounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Series series = RandomSeries(random);
    const Blackout blackout = *Blackout::Parse(RandomSkip(random), "13");
    const absl::StatusOr<std::vector<Slot>> slots = PlanSeries(series, blackout, zone);
    ASSERT_TRUE(slots.ok()) << slots.status();
    const absl::StatusOr<std::vector<Slot>> unskipped = PlanSeries(series, Blackout(), zone);
    ASSERT_TRUE(unskipped.ok());

    const Slot* before = nullptr;
    for (const Slot& slot : *slots) {
      ASSERT_FALSE(blackout.Covers(slot.day));
      ASSERT_GE(slot.planned, series.start);
      ASSERT_EQ(slot.begins, zone.InstantOf(On(slot.day, series.time)));
      ASSERT_EQ((slot.day - slot.planned) % 7, 0) << "moves by whole weeks";
      ASSERT_GE(slot.day, slot.planned);
      if (series.until) {
        ASSERT_LE(slot.planned, *series.until);
      }
      if (series.weekday) {
        ASSERT_EQ(absl::GetWeekday(slot.day), *series.weekday);
      }
      if (series.rolling) {
        ASSERT_FALSE(slot.moved());
      }
      if (before != nullptr) {
        ASSERT_GT(slot.day, before->day);
        ASSERT_GT(slot.place, before->place);
        ASSERT_GT(slot.begins, before->begins);
      }
      before = &slot;
    }
    if (!series.rolling) {
      ASSERT_EQ(slots->size(), unskipped->size()) << "a finite series loses no item";
      for (size_t i = 0; i < slots->size(); ++i) {
        ASSERT_EQ((*slots)[i].planned, (*unskipped)[i].planned) << "the grid stays";
      }
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows
