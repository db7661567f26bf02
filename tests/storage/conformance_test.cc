// What storage/kv.h promises, held against every backend.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

#include "errors/error.h"
#include "storage/kv.h"
#include "tests/storage/stores.h"

namespace kasvu::storage {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class ConformanceTest : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override { store_ = GetParam().open(folder_); }

  void Write(const Pairs& pairs) {
    const auto transaction = store_->Begin();
    for (const auto& [key, value] : pairs) transaction->Put(key, value);
    ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  }
  std::optional<std::string> Now(std::string_view key) { return *store_->TakeSnapshot()->Get(key); }

  static Pairs Scanned(const Reader& reader, const KeyRange& range, bool reverse = false) {
    Pairs pairs;
    const auto collect = [&](std::string_view key, std::string_view value) {
      pairs.emplace_back(key, value);
      return true;
    };
    const absl::Status status =
        reverse ? reader.ScanReverse(range, collect) : reader.Scan(range, collect);
    EXPECT_EQ(status, absl::OkStatus());
    return pairs;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(ConformanceTest, AnAbsentKeyIsNoError) { EXPECT_EQ(Now("k"), std::nullopt); }

TEST_P(ConformanceTest, KeepsAnyBytes) {
  const std::string key("\x00\xff k\x80", 5), value("\x00\x01\xff", 3);
  Write({{key, value}, {"empty", ""}});
  EXPECT_EQ(Now(key), value);
  EXPECT_EQ(Now("empty"), "");
}

TEST_P(ConformanceTest, NothingShowsBeforeCommit) {
  const auto transaction = store_->Begin();
  transaction->Put("k", "v");
  EXPECT_EQ(Now("k"), std::nullopt);
  EXPECT_EQ(*store_->Begin()->Get("k"), std::nullopt);
  ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  EXPECT_EQ(Now("k"), "v");
}

TEST_P(ConformanceTest, ATransactionReadsItsOwnWrites) {
  Write({{"a", "1"}, {"b", "1"}, {"d", "1"}});
  const auto transaction = store_->Begin();
  transaction->Put("a", "2");
  transaction->Delete("b");
  transaction->Put("c", "2");
  transaction->Put("e", "2");
  transaction->Delete("e");
  EXPECT_EQ(*transaction->Get("a"), "2");
  EXPECT_EQ(*transaction->Get("b"), std::nullopt);
  EXPECT_THAT(Scanned(*transaction, kAll),
              ElementsAre(Pair("a", "2"), Pair("c", "2"), Pair("d", "1")));
  EXPECT_THAT(Scanned(*transaction, kAll, true),
              ElementsAre(Pair("d", "1"), Pair("c", "2"), Pair("a", "2")));
  EXPECT_THAT(Scanned(*store_->TakeSnapshot(), kAll),
              ElementsAre(Pair("a", "1"), Pair("b", "1"), Pair("d", "1")));
}

TEST_P(ConformanceTest, ATransactionReadsWhatOthersCommitMeanwhile) {
  const auto transaction = store_->Begin();
  Write({{"k", "new"}});
  EXPECT_EQ(*transaction->Get("k"), "new");
  EXPECT_THAT(Scanned(*transaction, kAll), ElementsAre(Pair("k", "new")));
}

TEST_P(ConformanceTest, ASnapshotStaysAsItWas) {
  Write({{"a", "1"}, {"b", "1"}});
  const auto snapshot = store_->TakeSnapshot();
  const auto transaction = store_->Begin();
  transaction->Put("a", "2");
  transaction->Delete("b");
  transaction->Put("c", "2");
  ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  EXPECT_EQ(*snapshot->Get("a"), "1");
  EXPECT_THAT(Scanned(*snapshot, kAll), ElementsAre(Pair("a", "1"), Pair("b", "1")));
  EXPECT_THAT(Scanned(*store_->TakeSnapshot(), kAll), ElementsAre(Pair("a", "2"), Pair("c", "2")));
}

TEST_P(ConformanceTest, OrdersKeysAsUnsignedBytes) {
  Write({{"\xff", "4"}, {"\x7f", "2"}, {"\x80", "3"}, {"\x01", "1"}});
  EXPECT_THAT(
      Scanned(*store_->TakeSnapshot(), kAll),
      ElementsAre(Pair("\x01", "1"), Pair("\x7f", "2"), Pair("\x80", "3"), Pair("\xff", "4")));
}

TEST_P(ConformanceTest, ScansStayInTheirRange) {
  Write({{"a", ""}, {"b", ""}, {"ba", ""}, {"b\xff", ""}, {"c", ""}});
  const struct {
    KeyRange range;
    std::vector<std::string> keys;
  } cases[] = {
      {{"b", "c"}, {"b", "ba", "b\xff"}},
      {KeyRange::Prefix("b"), {"b", "ba", "b\xff"}},
      {KeyRange::Prefix("b\xff"), {"b\xff"}},
      {{"b", ""}, {"b", "ba", "b\xff", "c"}},
      {{"bb", "bc"}, {}},
      {{"c", "b"}, {}},
      {{"b", "b"}, {}},
  };
  for (const auto& [range, keys] : cases) {
    const auto snapshot = store_->TakeSnapshot();
    const auto transaction = store_->Begin();
    transaction->Put("a0", "");
    transaction->Put("d", "");
    transaction->Delete("d");
    for (const Reader* reader : {static_cast<const Reader*>(snapshot.get()),
                                 static_cast<const Reader*>(transaction.get())}) {
      Pairs expected;
      for (const std::string& key : keys) expected.emplace_back(key, "");
      EXPECT_EQ(Scanned(*reader, range), expected) << range.start;
      std::reverse(expected.begin(), expected.end());
      EXPECT_EQ(Scanned(*reader, range, true), expected) << range.start;
    }
  }
}

TEST_P(ConformanceTest, AScanStopsWhenTold) {
  Write({{"a", ""}, {"b", ""}, {"c", ""}});
  std::vector<std::string> seen;
  ASSERT_EQ(store_->TakeSnapshot()->Scan(kAll,
                                         [&](std::string_view key, std::string_view) {
                                           seen.emplace_back(key);
                                           return seen.size() < 2;
                                         }),
            absl::OkStatus());
  EXPECT_THAT(seen, ElementsAre("a", "b"));
}

TEST_P(ConformanceTest, FindsTheLastOfARange) {
  Write({{"a1", "x"}, {"a2", "y"}, {"b", "z"}});
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_THAT(**snapshot->Last(KeyRange::Prefix("a")), Pair("a2", "y"));
  EXPECT_THAT(**snapshot->Last(kAll), Pair("b", "z"));
  EXPECT_EQ(*snapshot->Last(KeyRange::Prefix("c")), std::nullopt);
}

TEST_P(ConformanceTest, RollbackAndDestructionForget) {
  const auto rolled_back = store_->Begin();
  rolled_back->Put("a", "1");
  rolled_back->Rollback();
  store_->Begin()->Put("b", "1");
  EXPECT_THAT(Scanned(*store_->TakeSnapshot(), kAll), IsEmpty());
}

TEST_P(ConformanceTest, ATransactionEndsOnce) {
  const auto transaction = store_->Begin();
  transaction->Put("a", "1");
  ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  EXPECT_EQ(ReasonOf(transaction->Commit()), "TRANSACTION_OVER");
  EXPECT_EQ(ReasonOf(transaction->Lock("a")), "TRANSACTION_OVER");
  transaction->Rollback();
  EXPECT_EQ(Now("a"), "1");
}

TEST_P(ConformanceTest, ALaterCommitWinsWithoutALock) {
  const auto first = store_->Begin();
  const auto second = store_->Begin();
  first->Put("k", "first");
  second->Put("k", "second");
  ASSERT_EQ(second->Commit(), absl::OkStatus());
  ASSERT_EQ(first->Commit(), absl::OkStatus());
  EXPECT_EQ(Now("k"), "first");
}

TEST_P(ConformanceTest, LocksAreKeptUntilTheEndAndMayBeAskedTwice) {
  auto holder = store_->Begin();
  ASSERT_EQ(holder->Lock("k"), absl::OkStatus());
  ASSERT_EQ(holder->Lock("k"), absl::OkStatus());
  ASSERT_EQ(store_->Begin()->Lock("other"), absl::OkStatus());
  std::promise<void> asking;
  auto seen = std::async(std::launch::async, [&] {
    const auto waiter = store_->Begin();
    asking.set_value();
    EXPECT_EQ(waiter->Lock("k"), absl::OkStatus());
    return *waiter->Get("k");
  });
  asking.get_future().wait();
  holder->Put("k", "written under the lock");
  ASSERT_EQ(holder->Commit(), absl::OkStatus());
  EXPECT_EQ(seen.get(), "written under the lock");
}

TEST_P(ConformanceTest, EveryEndReleasesLocks) {
  const auto committed = store_->Begin();
  ASSERT_EQ(committed->Lock("k"), absl::OkStatus());
  ASSERT_EQ(committed->Commit(), absl::OkStatus());
  const auto rolled_back = store_->Begin();
  ASSERT_EQ(rolled_back->Lock("k"), absl::OkStatus());
  rolled_back->Rollback();
  ASSERT_EQ(store_->Begin()->Lock("k"), absl::OkStatus());
  EXPECT_EQ(store_->Begin()->Lock("k"), absl::OkStatus());
}

TEST_P(ConformanceTest, LocksAndReadsTogether) {
  Write({{"a", "1"}, {"b", "1"}});
  const auto transaction = store_->Begin();
  EXPECT_THAT(*transaction->LockAndGet({}, {"a", "x"}),
              ElementsAre(Pair("a", "1"), Pair("x", std::nullopt)));
  transaction->Put("b", "2");
  transaction->Delete("a");
  ASSERT_EQ(transaction->Lock("l2"), absl::OkStatus());
  EXPECT_THAT(*transaction->LockAndGet({"l1", "l2", "l3"}, {"a", "b"}),
              ElementsAre(Pair("a", std::nullopt), Pair("b", "2")));
  EXPECT_THAT(*transaction->LockAndGet({"l1"}, {}), IsEmpty());

  std::promise<void> asking;
  auto seen = std::async(std::launch::async, [&] {
    const auto waiter = store_->Begin();
    asking.set_value();
    return *waiter->LockAndGet({"l3"}, {"b"});
  });
  asking.get_future().wait();
  ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  EXPECT_THAT(seen.get(), ElementsAre(Pair("b", "2")));
  EXPECT_EQ(ReasonOf(transaction->LockAndGet({"l1"}, {"a"}).status()), "TRANSACTION_OVER");
}

TEST_P(ConformanceTest, LockedIncrementsFromManyThreadsAllCount) {
  constexpr int kThreads = 4, kRounds = 50;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        const auto transaction = store_->Begin();
        ASSERT_EQ(transaction->Lock("n"), absl::OkStatus());
        const int n = std::stoi(transaction->Get("n")->value_or("0"));
        transaction->Put("n", std::to_string(n + 1));
        ASSERT_EQ(transaction->Commit(), absl::OkStatus());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Now("n"), std::to_string(kThreads * kRounds));
}

TEST_P(ConformanceTest, OthersSeeACommitWholeOrNotAtAll) {
  Write({{"a", "0"}, {"b", "0"}});
  std::thread writer([&] {
    for (int i = 1; i <= 100; ++i) Write({{"a", std::to_string(i)}, {"b", std::to_string(i)}});
  });
  for (int i = 0; i < 100; ++i) {
    const Pairs pairs = Scanned(*store_->Begin(), kAll);
    ASSERT_EQ(pairs.size(), 2u);
    EXPECT_EQ(pairs[0].second, pairs[1].second);
  }
  writer.join();
}

TEST_P(ConformanceTest, CommitsOtherWritesAfterItsOwn) {
  const auto transaction = store_->Begin();
  transaction->Put("a", "1");
  transaction->Put("b", "1");
  transaction->Put("d", "1");
  ASSERT_EQ(transaction->CommitWith({{"a", "2"}, {"b", std::nullopt}, {"c", "3"}}),
            absl::OkStatus());
  EXPECT_THAT(Scanned(*store_->TakeSnapshot(), kAll),
              ElementsAre(Pair("a", "2"), Pair("c", "3"), Pair("d", "1")));
  EXPECT_EQ(ReasonOf(transaction->CommitWith({{"e", "1"}})), "TRANSACTION_OVER");
}

TEST_P(ConformanceTest, PurgeKeepsWhatIsThere) {
  Write({{"a", "1"}, {"b", "1"}});
  const auto transaction = store_->Begin();
  transaction->Delete("a");
  ASSERT_EQ(transaction->Commit(), absl::OkStatus());
  ASSERT_EQ(store_->Purge({kAll}), absl::OkStatus());
  EXPECT_THAT(Scanned(*store_->TakeSnapshot(), kAll), ElementsAre(Pair("b", "1")));
}

INSTANTIATE_TEST_SUITE_P(Backends, ConformanceTest, testing::ValuesIn(Backends()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace kasvu::storage
