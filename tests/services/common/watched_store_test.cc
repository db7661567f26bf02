#include "services/common/watched_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "errors/error.h"
#include "storage/faulty_store.h"
#include "storage/format.h"
#include "storage/memory_store.h"

namespace kasvu::services {
namespace {

using storage::CommitFault;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

uint64_t CountOf(const Histogram::Reading& reading) {
  uint64_t count = 0;
  for (const uint64_t some : reading.counts) count += some;
  return count;
}

class WatchedStoreTest : public testing::Test {
 protected:
  WatchedStoreTest() {
    auto faulty = std::make_unique<storage::FaultyStore>(storage::NewMemoryStore());
    faulty_ = faulty.get();
    store_ = std::make_unique<WatchedStore>("engine", std::move(faulty), [this] { return now_; });
  }

  absl::Status Commit() {
    const auto transaction = store_->Begin();
    transaction->Put("key", "value");
    return transaction->Commit();
  }
  absl::Status CommitWith() { return store_->Begin()->CommitWith({{"other", "value"}}); }

  Instant now_{std::chrono::seconds(1'000)};
  storage::FaultyStore* faulty_;
  std::unique_ptr<WatchedStore> store_;
};

TEST_F(WatchedStoreTest, CommitsAreCountedAndReachTheStore) {
  EXPECT_TRUE(Commit().ok());
  EXPECT_TRUE(CommitWith().ok());
  // Nothing to write: no word about the disk.
  EXPECT_TRUE(store_->Begin()->Commit().ok());
  EXPECT_EQ(CountOf(store_->commits()), 2u);
  EXPECT_EQ(**store_->TakeSnapshot()->Get("key"), "value");
  EXPECT_EQ(**store_->TakeSnapshot()->Get("other"), "value");
  EXPECT_THAT(store_->Troubles(), IsEmpty());
}

TEST_F(WatchedStoreTest, NothingIsWrittenOnceANewerProgramHasChangedTheFormat) {
  ASSERT_EQ(storage::BringToFormat(*faulty_), absl::OkStatus());
  storage::KnownFormats newer;
  newer.migrations.push_back({"Something.", nullptr});
  EXPECT_TRUE(Commit().ok());
  ASSERT_EQ(storage::BringToFormat(*faulty_, newer), absl::OkStatus());
  now_ += kLookAtFormatEvery;
  EXPECT_TRUE(Commit().ok()) << "a store of its own is not looked at";
  faulty_->PretendToBeShared();
  EXPECT_EQ(ReasonOf(CommitWith()), "STORE_TOO_NEW");
  EXPECT_EQ(ReasonOf(Commit()), "STORE_TOO_NEW");
  EXPECT_EQ(*store_->TakeSnapshot()->Get("other"), std::nullopt);
  EXPECT_THAT(store_->Troubles(), ElementsAre(Field(&Trouble::reason, "STORE_TOO_NEW")));
  EXPECT_FALSE(store_->Troubles()[0].serves);
}

TEST_F(WatchedStoreTest, AStoreOfOnesOwnFormatIsLookedAtOnceInAWhile) {
  faulty_->PretendToBeShared();
  ASSERT_EQ(storage::BringToFormat(*faulty_), absl::OkStatus());
  EXPECT_TRUE(Commit().ok());
  const int reads = faulty_->reads();
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(Commit().ok());
  EXPECT_EQ(faulty_->reads(), reads);
  now_ += kLookAtFormatEvery;
  EXPECT_TRUE(Commit().ok());
  EXPECT_GT(faulty_->reads(), reads);
  EXPECT_THAT(store_->Troubles(), IsEmpty());
}

TEST_F(WatchedStoreTest, ADiskThatIsFullIsATroubleUntilThereIsRoom) {
  faulty_->FailCommit(1, CommitFault::kRefused);
  EXPECT_EQ(ReasonOf(Commit()), "DISK_NEARLY_FULL");
  EXPECT_THAT(store_->Troubles(), ElementsAre(Field(&Trouble::reason, "DISK_NEARLY_FULL")));
  EXPECT_FALSE(store_->Troubles()[0].serves);
  EXPECT_EQ(store_->failed(), 1u);
  EXPECT_TRUE(Commit().ok());
  EXPECT_THAT(store_->Troubles(), IsEmpty());
}

TEST_F(WatchedStoreTest, ACommitThatFailedIsATroubleAndLoggedOnce) {
  faulty_->FailCommit(1, CommitFault::kUnknownLost);
  faulty_->FailCommit(2, CommitFault::kUnknownLost);
  testing::internal::CaptureStderr();
  EXPECT_FALSE(Commit().ok());
  EXPECT_FALSE(CommitWith().ok());
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1);
  EXPECT_THAT(log, testing::HasSubstr(R"("reason":"COMMIT_UNKNOWN")"));
  EXPECT_THAT(store_->Troubles(), ElementsAre(Field(&Trouble::reason, "STORE_UNAVAILABLE")));
  EXPECT_EQ(store_->failed(), 2u);
  // Nobody sends commits to what is said not to serve: it is given another chance.
  now_ += kFailureCounts + std::chrono::seconds(1);
  EXPECT_THAT(store_->Troubles(), IsEmpty());
}

TEST_F(WatchedStoreTest, ACommitThatDoesNotComeBackIsATrouble) {
  faulty_->HoldCommits();
  auto commit = std::async(std::launch::async, [this] { return Commit(); });
  faulty_->AwaitHeldCommit();
  EXPECT_THAT(store_->Troubles(), IsEmpty());
  now_ += kCommitStands + std::chrono::seconds(1);
  EXPECT_THAT(store_->Troubles(), ElementsAre(Field(&Trouble::reason, "STORE_STANDS_STILL")));
  EXPECT_FALSE(store_->Troubles()[0].serves);
  faulty_->LetCommitsGo();
  EXPECT_TRUE(commit.get().ok());
  EXPECT_THAT(store_->Troubles(), IsEmpty());
}

// A database that does not answer who reads it, until it is let go.
class SilentStore : public storage::FaultyStore {
 public:
  SilentStore() : FaultyStore(storage::NewMemoryStore()) { PretendToBeShared(); }
  std::unique_ptr<storage::Snapshot> TakeSnapshot() override {
    asked.set_value();
    answers.get_future().wait();
    return FaultyStore::TakeSnapshot();
  }
  std::promise<void> asked, answers;
};

TEST_F(WatchedStoreTest, ALookAtTheFormatThatDoesNotComeBackIsATrouble) {
  auto silent = std::make_unique<SilentStore>();
  SilentStore& inner = *silent;
  WatchedStore store("engine", std::move(silent), [this] { return now_; });
  auto commit = std::async(std::launch::async, [&] {
    return store.Begin()->CommitWith({{"key", "value"}});
  });
  inner.asked.get_future().wait();
  EXPECT_THAT(store.Troubles(), IsEmpty());
  now_ += kCommitStands + std::chrono::seconds(1);
  EXPECT_THAT(store.Troubles(), ElementsAre(Field(&Trouble::reason, "STORE_STANDS_STILL")));
  inner.answers.set_value();
  EXPECT_TRUE(commit.get().ok());
  EXPECT_THAT(store.Troubles(), IsEmpty());
}

// A store that has something to say.
class WarningStore : public storage::FaultyStore, public storage::StoreWarnings {
 public:
  WarningStore() : FaultyStore(storage::NewMemoryStore()) {}
  std::vector<storage::StoreWarning> Warnings() const override {
    return {{"STANDBY_NOT_SYNCHRONOUS", "an example"}};
  }
};

TEST_F(WatchedStoreTest, WhatTheBackendWarnsOfIsToldAndServes) {
  const WatchedStore store("engine", std::make_unique<WarningStore>());
  EXPECT_THAT(store.Troubles(), ElementsAre(Field(&Trouble::reason, "STANDBY_NOT_SYNCHRONOUS")));
  EXPECT_TRUE(store.Troubles()[0].serves);
}

}  // namespace
}  // namespace kasvu::services
