#include "workflows/calendar/winter_break.h"

#include <gtest/gtest.h>

#include "registers/region.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;

TEST(WinterBreakTest, EveryRegionHasAWeek) {
  for (const registers::Region& region : registers::AllRegions()) {
    const std::optional<int> week = WinterBreakWeek(region.code);
    ASSERT_TRUE(week) << region.code;
    EXPECT_TRUE(*week >= 8 && *week <= 10);
  }
  EXPECT_FALSE(WinterBreakWeek("99"));
  EXPECT_FALSE(WinterBreakWeek(""));
}

TEST(WinterBreakTest, WeeksOfWellKnownYears) {
  EXPECT_EQ(MondayOfIsoWeek(2021, 8), Day(2021, 2, 22));
  EXPECT_EQ(MondayOfIsoWeek(2024, 8), Day(2024, 2, 19));
  EXPECT_EQ(MondayOfIsoWeek(2024, 10), Day(2024, 3, 4));
  EXPECT_EQ(MondayOfIsoWeek(2020, 1), Day(2019, 12, 30));
  EXPECT_EQ(MondayOfIsoWeek(2020, 53), Day(2020, 12, 28));
  EXPECT_EQ(MondayOfIsoWeek(2021, 1), Day(2021, 1, 4));
}

}  // namespace
}  // namespace kasvu::workflows
