#include "services/common/feed_state.h"

#include <gtest/gtest.h>

namespace kasvu::services {
namespace {

using std::chrono::seconds;

TEST(FeedStateTest, SaysForHowLongTheOtherHasBeenAway) {
  Instant now{seconds(100)};
  FeedState state([&now] { return now; });
  now += seconds(3);
  EXPECT_EQ(state.AwayFor(), seconds(3)) << "since the start";
  state.Found();
  now += seconds(50);
  EXPECT_EQ(state.AwayFor(), seconds(0));
  state.Lost();
  now += seconds(2);
  // Another try that failed does not begin anew.
  state.Lost();
  now += seconds(2);
  EXPECT_EQ(state.AwayFor(), seconds(4));
  state.Found();
  EXPECT_EQ(state.AwayFor(), seconds(0));
}

}  // namespace
}  // namespace kasvu::services
