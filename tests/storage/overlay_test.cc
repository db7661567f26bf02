#include "storage/overlay.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <vector>

#include "storage/memory_store.h"

namespace kasvu::storage {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// One letter, so that changes meet what is below often.
std::string RandomKey(std::mt19937_64& random) {
  return std::string(1, "abcdefghij"[random() % 10]);
}

void ChangeAtRandom(std::mt19937_64& random, Writer& writer,
                    std::map<std::string, std::string>& model) {
  for (int i = 0; i < 8; ++i) {
    const std::string key = RandomKey(random);
    if (random() % 3 == 0) {
      writer.Delete(key);
      model.erase(key);
    } else {
      writer.Put(key, std::to_string(i));
      model[key] = std::to_string(i);
    }
  }
}

Pairs Visited(const Reader& reader, const KeyRange& range, bool reverse, size_t limit) {
  Pairs pairs;
  const auto visitor = [&](std::string_view key, std::string_view value) {
    pairs.emplace_back(key, value);
    return pairs.size() < limit;
  };
  EXPECT_TRUE((reverse ? reader.ScanReverse(range, visitor) : reader.Scan(range, visitor)).ok());
  return pairs;
}

Pairs Expected(const std::map<std::string, std::string>& model, const KeyRange& range, bool reverse,
               size_t limit) {
  Pairs pairs;
  for (const auto& pair : model) {
    if (range.Contains(pair.first)) pairs.push_back(pair);
  }
  if (reverse) std::reverse(pairs.begin(), pairs.end());
  if (pairs.size() > limit) pairs.resize(limit);
  return pairs;
}

// A store, changes over it, and changes over those: as if all had been made in one map.
TEST(OverlayTest, ReadsAsIfItsChangesHadBeenMade) {
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    std::map<std::string, std::string> model;
    const auto store = NewMemoryStore();
    const auto transaction = store->Begin();
    ChangeAtRandom(random, *transaction, model);
    ASSERT_TRUE(transaction->Commit().ok());
    const auto snapshot = store->TakeSnapshot();
    Overlay first(*snapshot);
    ChangeAtRandom(random, first, model);
    const Writes writes = first.TakeWrites();
    const WritesOver below(writes, *snapshot);
    Overlay second(below);
    ChangeAtRandom(random, second, model);

    for (const char key : std::string("abcdefghij")) {
      const auto found = model.find(std::string(1, key));
      EXPECT_EQ(second.Get(std::string(1, key)).value(),
                found == model.end() ? std::nullopt : std::optional(found->second));
    }
    for (int i = 0; i < 10; ++i) {
      const KeyRange range{RandomKey(random), random() % 2 == 0 ? "" : RandomKey(random)};
      const size_t limit = 1 + random() % 6;
      const bool reverse = random() % 2 == 0;
      EXPECT_EQ(Visited(second, range, reverse, limit), Expected(model, range, reverse, limit));
    }

    const auto last = store->Begin();
    ASSERT_TRUE(last->CommitWith(writes).ok());
    ASSERT_TRUE(store->Begin()->CommitWith(second.TakeWrites()).ok());
    EXPECT_EQ(Visited(*store->TakeSnapshot(), {}, false, 100), Expected(model, {}, false, 100));
  }
}

TEST(OverlayTest, IsEmptyAfterItsWritesWereTaken) {
  const auto store = NewMemoryStore();
  const auto snapshot = store->TakeSnapshot();
  Overlay overlay(*snapshot);
  overlay.Put("k", "v");
  EXPECT_EQ(overlay.TakeWrites().size(), 1u);
  EXPECT_EQ(overlay.Get("k").value(), std::nullopt);
}

}  // namespace
}  // namespace kasvu::storage
