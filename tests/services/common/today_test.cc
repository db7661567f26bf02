#include "services/common/today.h"

#include <gtest/gtest.h>

#include "errors/error.h"
#include "services/common/clock.h"

namespace kasvu::services {
namespace {

absl::Time At(const std::string& text) {
  absl::Time time;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, nullptr));
  return time;
}

TEST(TodayTest, BeginsAtMidnightInFinland) {
  EXPECT_EQ(Today(At("2021-02-01T21:59:59Z")), "2021-02-01");
  EXPECT_EQ(Today(At("2021-02-01T22:00:00Z")), "2021-02-02");
  EXPECT_EQ(Today(At("2021-06-30T20:59:59Z")), "2021-06-30");
  EXPECT_EQ(Today(At("2021-06-30T21:00:00Z")), "2021-07-01");
}

TEST(SettableClockTest, NeverGoesBack) {
  SettableClock clock(At("2021-02-01T09:00:00Z"));
  EXPECT_TRUE(clock.Set(At("2021-02-01T09:00:00Z")).ok());
  EXPECT_TRUE(clock.Set(At("2021-02-02T09:00:00Z")).ok());
  const absl::Status back = clock.Set(At("2021-02-02T08:59:59Z"));
  EXPECT_EQ(ReasonOf(back), "CLOCK_WOULD_GO_BACK");
  EXPECT_EQ(ParticularsOf(back).at("now"), "2021-02-02T09:00:00Z");
  EXPECT_EQ(clock.Now(), At("2021-02-02T09:00:00Z"));
}

}  // namespace
}  // namespace kasvu::services
