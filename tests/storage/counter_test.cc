#include "storage/counter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "absl/strings/escaping.h"
#include "storage/memory_store.h"

namespace kasvu::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr Counter<std::string, std::string> kCounter(Tag::kEngineCounters);
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

class CounterTest : public testing::Test {
 protected:
  const std::unique_ptr<Store> store_ = NewMemoryStore();
  const std::unique_ptr<Transaction> transaction_ = store_->Begin();
};

TEST_F(CounterTest, CountsUpAndDown) {
  EXPECT_EQ(*kCounter.Get(*transaction_, {"c", "active"}), 0);
  EXPECT_EQ(*kCounter.Add(*transaction_, {"c", "active"}, 5), 5);
  EXPECT_EQ(*kCounter.Add(*transaction_, {"c", "active"}, -7), -2);
  EXPECT_EQ(*kCounter.Get(*transaction_, {"c", "active"}), -2);
}

TEST_F(CounterTest, ZeroIsNotStored) {
  ASSERT_TRUE(kCounter.Add(*transaction_, {"c", "ended"}, 1).ok());
  ASSERT_TRUE(kCounter.Add(*transaction_, {"c", "active"}, 3).ok());
  ASSERT_TRUE(kCounter.Add(*transaction_, {"c", "ended"}, -1).ok());
  std::vector<std::pair<std::string, int64_t>> counts;
  ASSERT_TRUE(kCounter
                  .Scan(*transaction_, std::tuple("c"),
                        [&](const auto& key, int64_t count) {
                          counts.emplace_back(std::get<1>(key), count);
                          return true;
                        })
                  .ok());
  EXPECT_THAT(counts, ElementsAre(Pair("active", 3)));
}

TEST_F(CounterTest, RefusesToOverflow) {
  ASSERT_TRUE(kCounter.Add(*transaction_, {"c", "n"}, kMost).ok());
  EXPECT_EQ(ReasonOf(kCounter.Add(*transaction_, {"c", "n"}, 1).status()), "COUNTER_OVERFLOW");
  EXPECT_EQ(*kCounter.Get(*transaction_, {"c", "n"}), kMost);
}

TEST_F(CounterTest, RefusesBytesThatAreNoCount) {
  transaction_->Put(EncodeKey(Tag::kEngineCounters, "c", "n"), "123456789");
  EXPECT_EQ(ReasonOf(kCounter.Get(*transaction_, {"c", "n"}).status()), "RECORD_UNREADABLE");
}

TEST(CountTest, HasGoldenBytes) {
  EXPECT_EQ(absl::BytesToHexString(EncodeCount(2)), "8000000000000002");
  EXPECT_EQ(absl::BytesToHexString(EncodeCount(-1)), "7fffffffffffffff");
}

}  // namespace
}  // namespace kasvu::storage
