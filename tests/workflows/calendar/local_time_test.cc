#include "workflows/calendar/local_time.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using Day = absl::CivilDay;
using Minute = absl::CivilMinute;

TEST(LocalTimeTest, ReadsAndWritesHoursAndMinutes) {
  for (const std::string text : {"00:00", "09:00", "17:30", "23:59"}) {
    const absl::StatusOr<LocalTime> time = ParseLocalTime(text);
    ASSERT_TRUE(time.ok()) << time.status();
    EXPECT_EQ(FormatLocalTime(*time), text);
  }
}

TEST(LocalTimeTest, RefusesEverythingElse) {
  for (const std::string text : {"", "9:00", "24:00", "12:60", "17.30", "17:3", "17:30:00", " 9:00",
                                 "-1:00", "ab:cd", "1７:0"}) {
    EXPECT_EQ(ReasonOf(ParseLocalTime(text).status()), "INVALID_LOCAL_TIME") << text;
  }
}

TEST(LocalTimeTest, IsNineUnlessSaid) {
  EXPECT_EQ(On(Day(2021, 2, 1), LocalTime{}), Minute(2021, 2, 1, 9, 0));
}

}  // namespace
}  // namespace kasvu::workflows
