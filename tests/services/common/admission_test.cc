// Who is let in, by a clock that the test sets.
#include "services/common/admission.h"

#include <gtest/gtest.h>

namespace kasvu::services {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A hundred microseconds each: 250 in a burst, 20 when they stand.
constexpr AdmissionLimits kLimits = {.burst = milliseconds(25),
                                     .standing = milliseconds(2),
                                     .standing_after = milliseconds(100),
                                     .least = 8,
                                     .most = 1'000};

class AdmissionTest : public testing::Test {
 protected:
  // As many of `source` as come in, at most `wanted`.
  size_t Come(uint64_t source, size_t wanted) {
    size_t in = 0;
    while (in < wanted && admission_.HasRoom(source, now_)) {
      admission_.Enter(source, now_);
      ++in;
    }
    return in;
  }
  void Go(uint64_t source, size_t count) {
    while (count-- > 0) admission_.Leave(source, now_);
  }
  // Rounds that teach it what one costs.
  void Learn(size_t count, std::chrono::nanoseconds took) {
    for (int i = 0; i < 100; ++i) admission_.Measure(count, took);
  }

  Instant now_{seconds(1'000)};
  Admission admission_{kLimits};
};

TEST_F(AdmissionTest, ABurstMayWaitLongerThanAQueueThatStands) {
  EXPECT_EQ(Come(1, 10'000), 250u);
  now_ += milliseconds(99);
  EXPECT_EQ(admission_.places(now_), 250u);
  now_ += milliseconds(2);
  EXPECT_EQ(admission_.places(now_), 20u);
  Go(1, 231);
  EXPECT_EQ(Come(1, 10'000), 1u);
  // Everything was done once: what comes next is a burst again.
  Go(1, 20);
  EXPECT_EQ(Come(1, 10'000), 250u);
}

TEST_F(AdmissionTest, TheBoundFollowsWhatOneCosts) {
  Learn(1, milliseconds(1));
  EXPECT_EQ(Come(1, 10'000), 25u);
  Go(1, 25);
  Learn(100, milliseconds(1));
  EXPECT_EQ(admission_.places(now_), 1'000u) << "and never more";
  Learn(1, seconds(1));
  EXPECT_EQ(admission_.places(now_), 8u) << "and never fewer";
}

TEST_F(AdmissionTest, RoundsThatTakeLongMayStand) {
  // Two rounds of 20 ms, of 100 each.
  Learn(100, milliseconds(20));
  Come(1, 1);
  now_ += seconds(1);
  EXPECT_EQ(admission_.places(now_), 200u);
}

TEST_F(AdmissionTest, OneSourceCannotTakeAllPlaces) {
  EXPECT_EQ(Come(1, 10'000), 250u);
  // Another one comes although all places are taken: up to its share of them.
  EXPECT_EQ(Come(2, 10'000), 125u);
  EXPECT_EQ(Come(3, 10'000), 250u / 3);
  // The first comes in again when it has less than its share too.
  Go(1, 150);
  EXPECT_EQ(Come(1, 10'000), 0u);
  Go(1, 20);
  EXPECT_EQ(Come(1, 10'000), 3u);
}

TEST_F(AdmissionTest, ManySourcesNeverFillMoreThanTwiceThePlaces) {
  for (uint64_t source = 0; source < 10'000; ++source) Come(source, 1);
  for (uint64_t source = 0; source < 10'000; ++source) Come(source, 100);
  EXPECT_LE(admission_.present(), 500u);
  EXPECT_GE(admission_.present(), 250u);
}

TEST_F(AdmissionTest, ManyThatEachAskForMuchNeverFillMoreThanTwiceThePlaces) {
  for (uint64_t source = 0; source < 1'000; ++source) Come(source, 10'000);
  EXPECT_LE(admission_.present(), 500u);
}

TEST_F(AdmissionTest, SharesAreEvenAfterAWhile) {
  // Two that want all they get; fifty are done each round, in the order in which they came.
  std::vector<uint64_t> queue;
  size_t done[3] = {};
  for (int round = 0; round < 200; ++round) {
    // The first asks for ten times as much, and first.
    for (int i = 0; i < 500; ++i) {
      for (const uint64_t source : {1, i % 10 == 0 ? 2 : 1}) {
        if (!admission_.HasRoom(source, now_)) continue;
        admission_.Enter(source, now_);
        queue.push_back(source);
      }
    }
    const size_t count = std::min<size_t>(50, queue.size());
    now_ += milliseconds(5);
    for (size_t i = 0; i < count; ++i) {
      ++done[queue[i]];
      admission_.Leave(queue[i], now_);
    }
    admission_.Measure(count, milliseconds(5));
    queue.erase(queue.begin(), queue.begin() + static_cast<ptrdiff_t>(count));
  }
  EXPECT_GE(done[2] * 10, done[1] * 8) << done[1] << " of one, " << done[2] << " of the other";
}

TEST_F(AdmissionTest, TheHintGrowsWithWhatWaits) {
  EXPECT_EQ(admission_.RetryAfter(), milliseconds(20));
  Learn(1, milliseconds(1));
  Come(1, 10'000);
  Learn(1, milliseconds(8));
  EXPECT_GE(admission_.RetryAfter(), milliseconds(90));
  EXPECT_LE(admission_.RetryAfter(), milliseconds(110));
}

TEST_F(AdmissionTest, OneRoundThatStoodStillIsNotTheMeasureOfAll) {
  admission_.Measure(1, std::chrono::hours(1));
  admission_.Measure(1, -std::chrono::hours(1));
  EXPECT_GE(admission_.places(now_), 8u);
  Learn(10, milliseconds(1));
  EXPECT_NEAR(static_cast<double>(admission_.places(now_)), 250, 1);
}

}  // namespace
}  // namespace kasvu::services
