// The committer before a disk that stands still, by a clock that the test sets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "errors/error.h"
#include "errors/retry.h"
#include "services/common/clock.h"
#include "services/engine/committer.h"
#include "storage/memory_store.h"
#include "storage/randomness.h"
#include "storage/vault.h"

namespace kasvu::engine {
namespace {

using services::Instant;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Holds back every commit until it is opened.
class BlockingStore : public storage::Store {
 public:
  std::unique_ptr<storage::Snapshot> TakeSnapshot() override { return inner_->TakeSnapshot(); }
  std::unique_ptr<storage::Transaction> Begin() override;
  bool IsShared() const override { return inner_->IsShared(); }
  absl::Status Purge(const std::vector<storage::KeyRange>& ranges) override {
    return inner_->Purge(ranges);
  }

  // Until somebody waits with a commit.
  void AwaitCommit() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void Pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --waiting_;
  }

 private:
  const std::unique_ptr<storage::Store> inner_ = storage::NewMemoryStore();
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

class BlockedTransaction : public storage::Transaction {
 public:
  BlockedTransaction(BlockingStore& store, std::unique_ptr<storage::Transaction> inner)
      : store_(store), inner_(std::move(inner)) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    return inner_->Get(key);
  }
  absl::Status Scan(const storage::KeyRange& range, storage::Visitor visitor) const override {
    return inner_->Scan(range, visitor);
  }
  absl::Status ScanReverse(const storage::KeyRange& range,
                           storage::Visitor visitor) const override {
    return inner_->ScanReverse(range, visitor);
  }
  absl::Status Lock(std::string_view key) override { return inner_->Lock(key); }
  absl::StatusOr<storage::Writes> LockAndGet(const std::set<std::string>& locks,
                                             const std::set<std::string>& keys) override {
    return inner_->LockAndGet(locks, keys);
  }
  void Put(std::string_view key, std::string_view value) override { inner_->Put(key, value); }
  void Delete(std::string_view key) override { inner_->Delete(key); }
  absl::Status Commit() override { return CommitWith({}); }
  absl::Status CommitWith(const storage::Writes& writes) override {
    store_.Pass();
    return inner_->CommitWith(writes);
  }
  void Rollback() override { inner_->Rollback(); }

 private:
  BlockingStore& store_;
  const std::unique_ptr<storage::Transaction> inner_;
};

std::unique_ptr<storage::Transaction> BlockingStore::Begin() {
  return std::make_unique<BlockedTransaction>(*this, inner_->Begin());
}

class OverloadTest : public testing::Test {
 protected:
  ~OverloadTest() override {
    store_.Open();
    committer_.Stop();
    std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<storage::Vault> OpenVault() {
    std::filesystem::create_directories(folder_);
    return *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
  }

  // An order on a cohort that is not there: who decides on it says so.
  void Submit(std::optional<uint64_t> connection, Instant expires = Instant::max()) {
    Order order;
    order.cohort = "absent";
    order.connection = connection;
    order.expires = expires;
    order.done = [this](const absl::Status& status) {
      const std::lock_guard lock(mutex_);
      ++answers_[ReasonOf(status)];
      if (const auto hint = RetryAfterOf(status)) hint_ = *hint;
    };
    committer_.Submit(std::move(order));
  }
  void SubmitMany(std::optional<uint64_t> connection, int count) {
    for (int i = 0; i < count; ++i) Submit(connection);
  }
  // One is on its way to the disk, and stays there.
  void Block() {
    Submit(std::nullopt);
    store_.AwaitCommit();
  }
  // How many were answered with this so far.
  int Answers(const std::string& reason) {
    const std::lock_guard lock(mutex_);
    return answers_[reason];
  }
  // Lets the disk go on and waits for everything that was taken.
  void Finish() {
    store_.Open();
    committer_.Stop();
  }

  Instant Now() {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void Pass(std::chrono::nanoseconds time) {
    const std::lock_guard lock(mutex_);
    now_ += time;
  }

  std::mutex mutex_;
  Instant now_{seconds(1'000)};
  std::map<std::string, int> answers_;
  absl::Duration hint_;
  BlockingStore store_;
  const std::string folder_ = testing::TempDir() + "/overload-" + std::to_string(::getpid());
  const std::unique_ptr<storage::Store> keys_ = storage::NewMemoryStore();
  storage::SystemRandomness randomness_;
  const std::unique_ptr<storage::Vault> vault_ = OpenVault();
  services::SystemClock clock_;
  Programs programs_{store_};
  Committer committer_{
      store_, *vault_, programs_, clock_, [](const auto&, absl::Time) {}, [this] { return Now(); }};
};

TEST_F(OverloadTest, WhatWaitsForADiskThatStandsStillIsBounded) {
  constexpr int kMany = 100'000;
  Block();
  SubmitMany(1, kMany);
  const int refused = Answers("OVERLOADED");
  EXPECT_GT(refused, kMany * 9 / 10);
  EXPECT_EQ(Answers("COHORT_NOT_FOUND"), 0);
  EXPECT_EQ(committer_.load().present, static_cast<size_t>(kMany - refused + 1));
  EXPECT_EQ(committer_.load().refused, static_cast<uint64_t>(refused));
  EXPECT_GE(hint_, absl::Milliseconds(20));
  EXPECT_LE(hint_, absl::Seconds(2));
  EXPECT_FALSE(committer_.HasRoom(1));
  Finish();
  EXPECT_EQ(Answers("COHORT_NOT_FOUND"), kMany - refused + 1);
  EXPECT_EQ(committer_.load().present, 0u);
}

TEST_F(OverloadTest, ALongQueueIsABurstAndAStandingOneIsShort) {
  Block();
  SubmitMany(1, 1'000);
  EXPECT_EQ(Answers("OVERLOADED"), 0);
  EXPECT_TRUE(committer_.HasRoom(1));
  Pass(seconds(1));
  EXPECT_FALSE(committer_.HasRoom(1));
  EXPECT_TRUE(committer_.HasRoom(2));
}

TEST_F(OverloadTest, OneConnectionCannotShutOutTheOthers) {
  Block();
  SubmitMany(1, 100'000);
  const int refused = Answers("OVERLOADED");
  const auto places = static_cast<int>(committer_.load().present);
  SubmitMany(2, places / 4);
  EXPECT_EQ(Answers("OVERLOADED"), refused);
  SubmitMany(2, 100'000);
  EXPECT_LE(committer_.load().present, static_cast<size_t>(2 * places));
}

TEST_F(OverloadTest, TheServersOwnOrdersAlwaysComeIn) {
  Block();
  SubmitMany(1, 100'000);
  const int refused = Answers("OVERLOADED");
  SubmitMany(std::nullopt, 32);
  EXPECT_EQ(Answers("OVERLOADED"), refused);
}

TEST_F(OverloadTest, WhatHasExpiredIsNotDecided) {
  Block();
  for (int i = 0; i < 50; ++i) {
    Submit(1, Now() + milliseconds(1));
    Submit(1, Now() + seconds(10));
  }
  Pass(milliseconds(2));
  Finish();
  EXPECT_EQ(Answers("DEADLINE_PASSED"), 50);
  EXPECT_EQ(Answers("COHORT_NOT_FOUND"), 51);
  EXPECT_EQ(committer_.meters().expired, 50u);
  EXPECT_EQ(committer_.load().present, 0u);
}

TEST_F(OverloadTest, NothingIsRefusedOnceTheDiskGoesOn) {
  Block();
  SubmitMany(1, 100'000);
  const int refused = Answers("OVERLOADED");
  store_.Open();
  // One after the other, each when the one before it is answered.
  for (int i = 0; i < 100; ++i) {
    const int before = Answers("COHORT_NOT_FOUND");
    while (!committer_.HasRoom(1)) std::this_thread::yield();
    Submit(1);
    while (Answers("COHORT_NOT_FOUND") <= before) std::this_thread::yield();
  }
  EXPECT_EQ(Answers("OVERLOADED"), refused);
}

}  // namespace
}  // namespace kasvu::engine
