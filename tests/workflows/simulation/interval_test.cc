#include "workflows/simulation/interval.h"

#include <gtest/gtest.h>

namespace kasvu::workflows {
namespace {

void ExpectShare(int64_t some, int64_t all, int share, int low, int high) {
  const kasvu::v1::Share told = ShareOf(some, all);
  EXPECT_EQ(told.permille(), share) << some << " of " << all;
  EXPECT_EQ(told.low_permille(), low) << some << " of " << all;
  EXPECT_EQ(told.high_permille(), high) << some << " of " << all;
}

// By the formula, worked out apart from the code.
TEST(IntervalTest, IsWilsons) {
  ExpectShare(20, 23, 870, 679, 955);
  ExpectShare(0, 10, 0, 0, 278);
  ExpectShare(10, 10, 1000, 722, 1000);
  ExpectShare(500, 1000, 500, 469, 531);
  ExpectShare(0, 0, 0, 0, 0);
}

}  // namespace
}  // namespace kasvu::workflows
