// Random operations on a store and on a plain map must show the same at every step.
#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <random>

#include "tests/storage/stores.h"

namespace kasvu::storage {
namespace {

using Model = std::map<std::string, std::string>;

class RandomOperationsTest : public testing::TestWithParam<Backend> {
 protected:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  // Few and short, over an alphabet with the extremes, so that keys meet and prefix each other. The
  // first byte is not zero: such keys are storage's own.
  std::string RandomKey() {
    static constexpr char kAlphabet[] = {'\x01', 'a', '\xff', '\0'};
    std::string key(1 + Below(3), ' ');
    for (char& byte : key) byte = kAlphabet[Below(4)];
    if (key[0] == '\0') key[0] = 'a';
    return key;
  }

  KeyRange RandomRange() {
    if (Below(4) == 0) return kAll;
    if (Below(3) == 0) return KeyRange::Prefix(RandomKey());
    return {RandomKey(), Below(5) == 0 ? "" : RandomKey()};
  }

  void ExpectSame(const Reader& reader, const Model& model) {
    const std::string key = RandomKey();
    const auto value = model.find(key);
    EXPECT_EQ(*reader.Get(key),
              value == model.end() ? std::nullopt : std::optional<std::string>(value->second));

    const KeyRange range = RandomRange();
    Model expected, forward, backward;
    for (const auto& pair : model) {
      if (range.Contains(pair.first)) expected.insert(pair);
    }
    std::string previous;
    ASSERT_TRUE(reader
                    .Scan(range,
                          [&](std::string_view k, std::string_view v) {
                            EXPECT_LT(previous, k);
                            previous = k;
                            return forward.emplace(k, v).second;
                          })
                    .ok());
    previous = std::string(8, '\xff');
    ASSERT_TRUE(reader
                    .ScanReverse(range,
                                 [&](std::string_view k, std::string_view v) {
                                   EXPECT_GT(previous, k);
                                   previous = k;
                                   return backward.emplace(k, v).second;
                                 })
                    .ok());
    EXPECT_EQ(forward, expected);
    EXPECT_EQ(backward, expected);
  }

  std::mt19937_64 random_;
};

TEST_P(RandomOperationsTest, AgreeWithAPlainMap) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  random_.seed(seed);
  const TemporaryFolder folder;
  const std::unique_ptr<Store> store = GetParam().open(folder);

  Model committed;
  std::vector<std::pair<std::unique_ptr<Snapshot>, Model>> snapshots;
  for (int round = 0; round < 120 && !HasFailure(); ++round) {
    const auto transaction = store->Begin();
    Model model = committed;
    for (int step = Below(12); step > 0; --step) {
      const std::string key = RandomKey();
      if (Below(3) == 0) {
        transaction->Delete(key);
        model.erase(key);
      } else {
        const std::string value = std::to_string(Below(1000));
        transaction->Put(key, value);
        model[key] = value;
      }
      ExpectSame(*transaction, model);
    }
    if (Below(3) != 0) {
      ASSERT_TRUE(transaction->Commit().ok());
      committed = model;
    }
    if (Below(4) == 0) snapshots.emplace_back(store->TakeSnapshot(), committed);
    if (!snapshots.empty() && Below(5) == 0) {
      snapshots.erase(snapshots.begin() + Below(static_cast<int>(snapshots.size())));
    }
    if (Below(40) == 0) {
      const absl::Status purged = store->Purge({RandomRange()});
      // Where others may look at the old bytes, it says so instead.
      ASSERT_TRUE(purged.ok() || (store->IsShared() && !snapshots.empty())) << purged;
    }
    ExpectSame(*store->TakeSnapshot(), committed);
    for (const auto& [snapshot, then] : snapshots) ExpectSame(*snapshot, then);
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, RandomOperationsTest, testing::ValuesIn(Backends()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace kasvu::storage
