#include "services/common/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kasvu::services {
namespace {

using ::testing::ElementsAre;

constexpr std::array<int64_t, 3> kBounds = {1, 10, 100};

TEST(HistogramTest, EachValueCountsOnceAtTheFirstBoundThatHoldsIt) {
  Histogram histogram(kBounds);
  for (const int64_t value : {0, 1, 2, 10, 11, 100, 101, 5'000}) histogram.Note(value);
  const Histogram::Reading reading = histogram.Read();
  EXPECT_THAT(reading.counts, ElementsAre(2, 2, 2, 2));
  EXPECT_EQ(reading.sum, 0 + 1 + 2 + 10 + 11 + 100 + 101 + 5'000);
}

TEST(HistogramTest, DurationsCountInNanoseconds) {
  Histogram histogram(kDurationBounds);
  histogram.Note(std::chrono::microseconds(100));
  histogram.Note(std::chrono::seconds(11));
  const Histogram::Reading reading = histogram.Read();
  EXPECT_EQ(reading.counts.front(), 1u);
  EXPECT_EQ(reading.counts.back(), 1u);
}

}  // namespace
}  // namespace kasvu::services
