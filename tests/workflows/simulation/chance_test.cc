#include "workflows/simulation/chance.h"

#include <gtest/gtest.h>

#include <vector>

namespace kasvu::workflows {
namespace {

// The first outputs of SplitMix64 for the seed 1234567, as its reference implementation gives them.
TEST(ChanceTest, IsSplitMix64) {
  Chance chance(1234567);
  const std::vector<uint64_t> first = {6457827717110365317ULL, 3203168211198807973ULL,
                                       9817491932198370423ULL, 4593380528125082431ULL,
                                       16408922859458223821ULL};
  for (const uint64_t expected : first) EXPECT_EQ(chance.Next(), expected);
}

TEST(ChanceTest, KeepsToItsBounds) {
  Chance chance(7);
  EXPECT_EQ(chance.Below(0), 0u);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_LT(chance.Below(3), 3u);
    EXPECT_TRUE(chance.Happens(kWhole));
    EXPECT_FALSE(chance.Happens(0));
    EXPECT_EQ(chance.Weighted(std::vector<int32_t>{0, 5, 0}), 1u);
  }
  EXPECT_EQ(chance.Weighted(std::vector<int32_t>{0, 0}), 0u);
}

TEST(ChanceTest, SharesComeOutAsAskedFor) {
  Chance chance(7);
  int happened = 0;
  std::vector<int> drawn(3);
  for (int i = 0; i < 100'000; ++i) {
    happened += chance.Happens(130'000) ? 1 : 0;
    ++drawn[chance.Weighted(std::vector<int32_t>{3, 2, 1})];
  }
  EXPECT_NEAR(happened, 13'000, 500);
  EXPECT_NEAR(drawn[0], 50'000, 1000);
  EXPECT_NEAR(drawn[2], 16'667, 700);
}

TEST(LuckTest, IsNamedAfterWhatItDecides) {
  const Luck luck(7, 12);
  EXPECT_EQ(luck.Of(3, "leaves").Next(), Luck(7, 12).Of(3, "leaves").Next());
  EXPECT_NE(luck.Of(3, "leaves").Next(), luck.Of(4, "leaves").Next());
  EXPECT_NE(luck.Of(3, "leaves").Next(), luck.Of(3, "comes").Next());
  EXPECT_NE(luck.Of(3, "leaves").Next(), Luck(7, 13).Of(3, "leaves").Next());
  EXPECT_NE(luck.Of(3, "leaves").Next(), Luck(8, 12).Of(3, "leaves").Next());
}

}  // namespace
}  // namespace kasvu::workflows
