#include "services/kasvud/erasure.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "errors/error.h"
#include "services/common/mandate_feed.h"
#include "services/common/mandate_table.h"
#include "storage/faulty_store.h"
#include "storage/memory_store.h"
#include "storage/randomness.h"
#include "tests/services/directory/directory_in_process.h"

namespace kasvu::kasvud {
namespace {

class ErasureTest : public testing::Test {
 protected:
  ErasureTest() {
    std::filesystem::create_directories(folder_);
    vault_ = *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
  }
  ~ErasureTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_ = testing::TempDir() + "/erasure-" + std::to_string(::getpid());
  std::unique_ptr<storage::Store> keys_ = storage::NewMemoryStore();
  storage::SeededRandomness randomness_{7};
  std::unique_ptr<storage::Vault> vault_;
};

TEST_F(ErasureTest, DestroysTheKeyOfWhoWasErased) {
  const std::string aino = *vault_->Seal("persons/aino", "a note");
  const std::string eino = *vault_->Seal("persons/eino", "a note");
  kasvu::v1::DirectoryChange change;
  change.set_erased_person("persons/aino");
  // The feed may tell it again.
  EXPECT_TRUE(FollowErasure(*vault_, change).ok());
  EXPECT_TRUE(FollowErasure(*vault_, change).ok());
  EXPECT_EQ(ReasonOf(vault_->Open("persons/aino", aino).status()), "CONTENT_ERASED");
  EXPECT_TRUE(vault_->Open("persons/eino", eino).ok());
}

TEST_F(ErasureTest, WhoWasNeverHereIsNotHereLater) {
  kasvu::v1::DirectoryChange change;
  change.set_erased_person("persons/aino");
  EXPECT_TRUE(FollowErasure(*vault_, change).ok());
  EXPECT_EQ(ReasonOf(vault_->Seal("persons/aino", "a note").status()), "CONTENT_ERASED");
}

TEST_F(ErasureTest, OtherChangesDestroyNothing) {
  const std::string sealed = *vault_->Seal("persons/aino", "a note");
  kasvu::v1::DirectoryChange change;
  change.mutable_mandate()->set_person("persons/aino");
  EXPECT_TRUE(FollowErasure(*vault_, change).ok());
  EXPECT_TRUE(vault_->Open("persons/aino", sealed).ok());
}

// A directory, and another process that follows it with keys of its own.
class FollowingTest : public directory::DirectoryTest {
 protected:
  FollowingTest() {
    own_vault_ = *storage::OpenVault(own_keys_, folder_ + "/own.key", randomness_);
  }

  void Erase(const std::string& person) {
    kasvu::v1::ErasePersonRequest request;
    request.set_name(person);
    request.set_request_id(NextRequestId());
    ASSERT_TRUE(As("", &directory::Stub::ErasePerson, request).ok());
  }

  void Follow() {
    feed_ = std::make_unique<services::MandateFeed>(
        server_->channel(), server_->queue(), known_,
        [this](const kasvu::v1::DirectoryChange& change) {
          const absl::Status followed = FollowErasure(*own_vault_, change);
          const std::lock_guard lock(mutex_);
          told_.push_back(followed.ok() ? change.erased_person() : ReasonOf(followed));
          changed_.notify_all();
          return followed;
        },
        services::Patience{std::chrono::milliseconds(1), std::chrono::milliseconds(200)});
  }

  // Waits until the feed has told of `person` and been followed.
  void WaitFor(const std::string& person) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return std::count(told_.begin(), told_.end(), person) > 0; });
  }

  storage::FaultyStore own_keys_{storage::NewMemoryStore()};
  std::unique_ptr<storage::Vault> own_vault_;
  services::MandateTable known_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> told_;  // whom, or why not
  std::unique_ptr<services::MandateFeed> feed_;
};

TEST_F(FollowingTest, TriesAgainUntilTheKeyIsDestroyed) {
  const std::string aino = AddPerson("Esimerkki Aino"), eino = AddPerson("Esimerkki Eino");
  const std::string of_aino = *own_vault_->Seal(aino, "a note");
  const std::string of_eino = *own_vault_->Seal(eino, "a note");
  Erase(aino);
  Erase(eino);
  const std::string elli = AddPerson("Esimerkki Elli");
  Grant(elli, "mentor", "*");
  for (const int nth : {1, 2, 3}) own_keys_.FailCommit(nth, storage::CommitFault::kRefused);
  Follow();
  WaitFor(eino);
  EXPECT_EQ(ReasonOf(own_vault_->Open(aino, of_aino).status()), "CONTENT_ERASED");
  EXPECT_EQ(ReasonOf(own_vault_->Open(eino, of_eino).status()), "CONTENT_ERASED");
  const std::lock_guard lock(mutex_);
  EXPECT_EQ(std::count(told_.begin(), told_.end(), "DISK_NEARLY_FULL"), 3);
  EXPECT_LT(std::find(told_.begin(), told_.end(), aino),
            std::find(told_.begin(), told_.end(), eino));
}

TEST_F(FollowingTest, MandatesGoOnWhileAnErasureFails) {
  const std::string aino = AddPerson("Esimerkki Aino"), elli = AddPerson("Esimerkki Elli");
  Erase(aino);
  Grant(elli, "mentor", "*");
  for (int nth = 1; nth <= 10'000; ++nth) {
    own_keys_.FailCommit(nth, storage::CommitFault::kUnknownLost);
  }
  Follow();
  while (known_.RolesOf(elli, "2021-02-01").empty()) std::this_thread::yield();
  const std::lock_guard lock(mutex_);
  EXPECT_EQ(std::count(told_.begin(), told_.end(), aino), 0);
}

}  // namespace
}  // namespace kasvu::kasvud
