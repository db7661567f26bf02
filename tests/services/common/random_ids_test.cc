#include "services/common/random_ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "services/common/forms.h"

namespace kasvu::services {
namespace {

// Gives the bytes 0, 1, 2 …
class CountingRandomness : public storage::Randomness {
 public:
  void Fill(std::span<unsigned char> bytes) override {
    for (unsigned char& byte : bytes) byte = next_++;
  }

 private:
  unsigned char next_ = 0;
};

TEST(RandomIdsTest, SpellsEightyBitsInSixteenCharacters) {
  CountingRandomness randomness;
  EXPECT_EQ(RandomId(randomness), "aaaqeayeaudaocaj");
}

TEST(RandomIdsTest, MakesIdsThatDiffer) {
  storage::SeededRandomness randomness(7);
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(RandomId(randomness));
  EXPECT_EQ(ids.size(), 10'000u);
  for (const std::string& id : ids) EXPECT_TRUE(IsId(id)) << id;
}

}  // namespace
}  // namespace kasvu::services
