// Power is lost at random moments, over and over: every commit that was answered must be there
// afterwards, and none may be there in part. Killing the process alone would prove nothing about
// syncing, because the system keeps what a dead process wrote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

#include "errors/error.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/temporary_folder.h"
#include "tests/storage/unsynced_file_system.h"

namespace kasvu::storage {
namespace {

using Model = std::map<std::string, std::string>;

class PowerLoss {
 public:
  PowerLoss(bool sync_commits, uint64_t seed) : random_(seed) {
    options_.folder = folder_.File("store");
    options_.file_system = disk_;
    options_.sync_commits = sync_commits;
    // Little, so that files are written and merged all the time too.
    options_.memory_bytes = 256 << 10;
  }

  // Plays `rounds` power losses; what went wrong first, or nothing.
  std::string Play(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      disk_->PowerOffAfter(static_cast<int64_t>(random_() % 400));
      if (const auto store = OpenRocksDbStore(options_); store.ok()) {
        if (std::string wrong = Check(**store); !wrong.empty()) return wrong;
        CommitUntilPowerIsOff(**store);
      } else if (!disk_->power_is_off()) {
        return store.status().ToString();
      }
      disk_->Restart(random_);
      // Nobody syncs the notes of what was synced: they may be gone too.
      if (random_() % 3 == 0) std::filesystem::remove(options_.folder + "/SYNCED");
    }
    const auto store = OpenRocksDbStore(options_);
    return store.ok() ? Check(**store) : store.status().ToString();
  }

  int commits() const { return commits_; }

 private:
  void CommitUntilPowerIsOff(Store& store) {
    while (!disk_->power_is_off()) {
      in_flight_ = answered_;
      const auto transaction = store.Begin();
      for (uint64_t writes = 1 + random_() % 5; writes > 0; --writes) {
        const std::string key = "k" + std::to_string(random_() % 40);
        if (random_() % 4 == 0) {
          transaction->Delete(key);
          in_flight_.erase(key);
        } else {
          const std::string value = std::to_string(commits_) + std::string(random_() % 3000, 'v');
          transaction->Put(key, value);
          in_flight_[key] = value;
        }
      }
      if (!transaction->Commit().ok()) return;
      ++commits_;
      answered_ = in_flight_;
    }
  }

  // The store must hold what was answered, with or without the whole of what was under way. The
  // outcome is settled then: it may not change at the next loss.
  std::string Check(Store& store) {
    Model found;
    const absl::Status status = store.TakeSnapshot()->Scan(
        KeyRange::Prefix("k"), [&](std::string_view key, std::string_view value) {
          found.emplace(key, value);
          return true;
        });
    if (!status.ok()) return status.ToString();
    if (found != answered_ && found != in_flight_) {
      return "after " + std::to_string(commits_) +
             " answered commits the store holds neither them " +
             "alone nor them and the one under way";
    }
    answered_ = in_flight_ = found;
    return "";
  }

  std::mt19937_64 random_;
  TemporaryFolder folder_;
  const std::shared_ptr<UnsyncedFileSystem> disk_ = std::make_shared<UnsyncedFileSystem>();
  RocksDbStoreOptions options_;
  Model answered_, in_flight_;
  int commits_ = 0;
};

TEST(PowerLossTest, TakesNothingThatWasAnswered) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  PowerLoss play(/*sync_commits=*/true, seed);
  EXPECT_EQ(play.Play(25), "");
  EXPECT_GT(play.commits(), 200);
}

// The test above has to be able to fail: without syncing it would, if not by what the store holds
// then by a file that shows the hole.
TEST(PowerLossTest, WouldBeNoticedWithoutSyncing) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  PowerLoss play(/*sync_commits=*/false, seed);
  EXPECT_THAT(play.Play(25), testing::AnyOf(testing::HasSubstr("the store holds neither"),
                                            testing::HasSubstr("STORE_DAMAGED")));
}

TEST(PowerLossTest, AFailedSyncLeavesTheCommitUnknownAndStopsWriting) {
  const TemporaryFolder folder;
  const auto disk = std::make_shared<UnsyncedFileSystem>();
  RocksDbStoreOptions options;
  options.folder = folder.File("store");
  options.file_system = disk;
  const auto store = *OpenRocksDbStore(options);
  const auto put = [&](std::string_view value) {
    const auto transaction = store->Begin();
    transaction->Put("k", value);
    return transaction->Commit();
  };
  ASSERT_TRUE(put("answered").ok());
  disk->PowerOffAfter(0);
  const absl::Status unknown = put("unknown");
  EXPECT_EQ(unknown.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(unknown), "COMMIT_UNKNOWN");
  EXPECT_EQ(ReasonOf(put("later")), "STORE_UNAVAILABLE");
  EXPECT_EQ(*store->TakeSnapshot()->Get("k"), "answered");
}

}  // namespace
}  // namespace kasvu::storage
