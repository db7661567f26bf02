#include "storage/faulty_store.h"

#include <gtest/gtest.h>

#include <future>

#include "errors/error.h"
#include "storage/errors.h"
#include "storage/memory_store.h"

namespace kasvu::storage {
namespace {

class FaultyStoreTest : public testing::Test {
 protected:
  absl::Status Put(std::string_view value) {
    const auto transaction = store_.Begin();
    transaction->Put("k", value);
    return transaction->Commit();
  }
  std::optional<std::string> Now() { return *store_.TakeSnapshot()->Get("k"); }

  FaultyStore store_{NewMemoryStore()};
};

TEST_F(FaultyStoreTest, FailsTheCommitsItWasToldTo) {
  store_.FailCommit(2, CommitFault::kRefused);
  store_.FailCommit(3, CommitFault::kUnknownLost);
  store_.FailCommit(4, CommitFault::kUnknownWritten);
  EXPECT_TRUE(Put("1").ok());
  EXPECT_TRUE(store_.Begin()->Commit().ok()) << "without changes it does not count";
  EXPECT_EQ(ReasonOf(Put("2")), "DISK_NEARLY_FULL");
  EXPECT_EQ(ReasonOf(Put("3")), "COMMIT_UNKNOWN");
  EXPECT_EQ(Now(), "1");
  EXPECT_EQ(ReasonOf(Put("4")), "COMMIT_UNKNOWN");
  EXPECT_EQ(Now(), "4");
  EXPECT_TRUE(Put("5").ok());
  EXPECT_EQ(store_.commits(), 5);
}

TEST_F(FaultyStoreTest, AFailedCommitEndsTheTransactionAndItsLocks) {
  store_.FailCommit(1, CommitFault::kUnknownLost);
  const auto transaction = store_.Begin();
  ASSERT_TRUE(transaction->Lock("k").ok());
  transaction->Put("k", "v");
  ASSERT_FALSE(transaction->Commit().ok());
  EXPECT_EQ(ReasonOf(transaction->Commit()), "TRANSACTION_OVER");
  EXPECT_TRUE(store_.Begin()->Lock("k").ok());
}

TEST_F(FaultyStoreTest, FailsTheReadsItWasToldTo) {
  store_.FailRead(2);
  store_.FailRead(3);
  EXPECT_TRUE(store_.Begin()->Get("k").ok());
  const auto ignore = [](std::string_view, std::string_view) { return true; };
  EXPECT_EQ(ReasonOf(store_.TakeSnapshot()->Scan({}, ignore)), "STORE_UNAVAILABLE");
  EXPECT_EQ(ReasonOf(store_.Begin()->ScanReverse({}, ignore)), "STORE_UNAVAILABLE");
  EXPECT_TRUE(store_.TakeSnapshot()->Get("k").ok());
  EXPECT_EQ(store_.reads(), 4);
}

TEST_F(FaultyStoreTest, FailsTheReadsOfSomeKeys) {
  ASSERT_TRUE(store_.Begin()->CommitWith({{"a", "1"}, {"b", "1"}, {"c", "1"}}).ok());
  store_.FailReadsOf(KeyRange::Prefix("b"), StoreDamaged("as scripted"));
  std::string seen;
  const auto collect = [&](std::string_view key, std::string_view) {
    seen += key;
    return true;
  };
  EXPECT_EQ(ReasonOf(store_.TakeSnapshot()->Get("b").status()), "STORE_DAMAGED");
  EXPECT_EQ(ReasonOf(store_.Begin()->LockAndGet({}, {"a", "b"}).status()), "STORE_DAMAGED");
  EXPECT_EQ(ReasonOf(store_.TakeSnapshot()->Scan({}, collect)), "STORE_DAMAGED");
  EXPECT_EQ(seen, "a");
  EXPECT_TRUE(store_.TakeSnapshot()->Scan({"c", ""}, collect).ok());
  EXPECT_EQ(seen, "ac");
}

TEST_F(FaultyStoreTest, HoldsCommitsUntilItLetsThemGo) {
  store_.HoldCommits();
  auto put = std::async(std::launch::async, [this] { return Put("1"); });
  store_.AwaitHeldCommit();
  EXPECT_EQ(Now(), std::nullopt);
  store_.LetCommitsGo();
  EXPECT_TRUE(put.get().ok());
  EXPECT_EQ(Now(), "1");
}

}  // namespace
}  // namespace kasvu::storage
