#include "storage/vault.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "errors/error.h"
#include "storage/faulty_store.h"
#include "storage/key.h"
#include "storage/memory_store.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

constexpr std::string_view kName = "Aino Esimerkki";

class VaultTest : public testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Vault>> TryOpen() { return OpenVault(keys_, file_, randomness_); }
  std::unique_ptr<Vault> Open() {
    auto vault = TryOpen();
    EXPECT_TRUE(vault.ok()) << vault.status();
    return *std::move(vault);
  }

  TemporaryFolder folder_;
  const std::string file_ = folder_.File("master.key");
  SeededRandomness randomness_{1};
  FaultyStore keys_{NewMemoryStore()};
};

TEST_F(VaultTest, OpensWhatItSealedAlsoAfterARestart) {
  const std::string sealed = *Open()->Seal("persons/p1", kName);
  EXPECT_EQ(sealed.find(kName), std::string::npos);
  const auto vault = Open();
  EXPECT_EQ(*vault->Open("persons/p1", sealed), kName);
  EXPECT_EQ(*vault->Open("persons/p1", *vault->Seal("persons/p1", "")), "");
}

TEST_F(VaultTest, OpensForNoOtherSubject) {
  const auto vault = Open();
  const std::string sealed = *vault->Seal("persons/p1", kName);
  EXPECT_EQ(ReasonOf(vault->Open("persons/p2", sealed).status()), "CONTENT_KEY_ABSENT");
  ASSERT_TRUE(vault->EnsureKeys({"persons/p2"}).ok());
  const absl::Status status = vault->Open("persons/p2", sealed).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(status), "CONTENT_UNREADABLE");
}

TEST_F(VaultTest, NoticesChangedBytes) {
  const auto vault = Open();
  std::string sealed = *vault->Seal("persons/p1", kName);
  sealed.back() ^= 1;
  EXPECT_EQ(ReasonOf(vault->Open("persons/p1", sealed).status()), "CONTENT_UNREADABLE");
  EXPECT_EQ(ReasonOf(vault->Open("persons/p1", "").status()), "CONTENT_UNREADABLE");
}

TEST_F(VaultTest, MakesTheKeysOfManyInOneCommit) {
  const auto vault = Open();
  std::vector<std::string> subjects;
  for (int i = 0; i < 10000; ++i) subjects.push_back("persons/p" + std::to_string(i % 9000));
  const int before = keys_.commits();
  ASSERT_TRUE(vault->EnsureKeys(subjects).ok());
  EXPECT_EQ(keys_.commits(), before + 1);
  const int reads = keys_.reads();
  for (const std::string& subject : subjects) ASSERT_TRUE(vault->Seal(subject, kName).ok());
  ASSERT_TRUE(vault->EnsureKeys(subjects).ok());
  EXPECT_EQ(keys_.commits(), before + 1) << "all keys are there";
  EXPECT_EQ(keys_.reads(), reads) << "and in memory";
}

TEST_F(VaultTest, KeepsTheKeysThatAreThere) {
  const std::string sealed = *Open()->Seal("persons/p1", kName);
  const auto vault = Open();
  ASSERT_TRUE(vault->EnsureKeys({"persons/p1", "persons/p2"}).ok());
  EXPECT_EQ(*vault->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, DoesNotUseAKeyThatIsNotDurable) {
  const auto vault = Open();
  keys_.FailCommit(1, CommitFault::kUnknownLost);
  EXPECT_EQ(ReasonOf(vault->Seal("persons/p1", kName).status()), "COMMIT_UNKNOWN");
  const std::string sealed = *vault->Seal("persons/p1", kName);
  EXPECT_EQ(*Open()->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, AKeyWhoseCommitWasUnknownButWrittenIsKept) {
  const auto vault = Open();
  keys_.FailCommit(1, CommitFault::kUnknownWritten);
  ASSERT_FALSE(vault->EnsureKeys({"persons/p1"}).ok());
  const std::string sealed = *vault->Seal("persons/p1", kName);
  EXPECT_EQ(*Open()->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, SealsAheadOfTheKeysOfMany) {
  const auto vault = Open();
  const int before = keys_.commits();
  std::vector<std::string> sealed;
  for (int i = 0; i < 100; ++i) {
    sealed.push_back(*vault->SealAhead("persons/p" + std::to_string(i % 90), kName));
  }
  EXPECT_EQ(keys_.commits(), before);
  EXPECT_EQ(ReasonOf(Open()->Open("persons/p1", sealed[1]).status()), "CONTENT_KEY_ABSENT");
  ASSERT_TRUE(vault->KeepKeys().ok());
  ASSERT_TRUE(vault->KeepKeys().ok());
  EXPECT_EQ(keys_.commits(), before + 1);
  const auto reopened = Open();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(*reopened->Open("persons/p" + std::to_string(i % 90), sealed[i]), kName);
  }
}

TEST_F(VaultTest, ForgetsKeysThatCouldNotBeKept) {
  const auto vault = Open();
  for (const CommitFault fault : {CommitFault::kUnknownLost, CommitFault::kUnknownWritten}) {
    ASSERT_TRUE(vault->SealAhead("persons/p1", kName).ok());
    keys_.FailCommit(1, fault);
    EXPECT_EQ(ReasonOf(vault->KeepKeys()), "COMMIT_UNKNOWN");
    EXPECT_TRUE(vault->KeepKeys().ok()) << "nobody else waits for them";
  }
  const std::string sealed = *vault->SealAhead("persons/p1", kName);
  ASSERT_TRUE(vault->KeepKeys().ok());
  EXPECT_EQ(*Open()->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, TakesNoKeyInPlaceOfOneThatAnotherHasMade) {
  const auto vault = Open();
  ASSERT_TRUE(vault->SealAhead("persons/p2", kName).ok());
  const std::string first = *Open()->Seal("persons/p2", kName);
  EXPECT_EQ(ReasonOf(vault->KeepKeys()), "KEYS_CHANGED");
  const std::string again = *vault->SealAhead("persons/p2", kName);
  ASSERT_TRUE(vault->KeepKeys().ok());
  for (const std::string& sealed : {first, again}) {
    EXPECT_EQ(*Open()->Open("persons/p2", sealed), kName);
  }
}

TEST_F(VaultTest, KeepsTheSameKeyWhoeverMakesItDurable) {
  const auto vault = Open();
  const std::string ahead = *vault->SealAhead("persons/p1", kName);
  const std::string sealed = *vault->Seal("persons/p1", kName);
  EXPECT_EQ(*Open()->Open("persons/p1", ahead), kName) << "Seal has waited for the disk";
  ASSERT_TRUE(vault->KeepKeys().ok());
  EXPECT_EQ(*Open()->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, AKeyDestroyedBeforeItWasKeptErasesToo) {
  const auto vault = Open();
  const std::string sealed = *vault->SealAhead("persons/p1", kName);
  ASSERT_TRUE(vault->Destroy("persons/p1").ok());
  ASSERT_TRUE(vault->KeepKeys().ok());
  const auto reopened = Open();
  for (Vault* each : {vault.get(), reopened.get()}) {
    EXPECT_EQ(ReasonOf(each->Open("persons/p1", sealed).status()), "CONTENT_ERASED");
    EXPECT_EQ(ReasonOf(each->SealAhead("persons/p1", kName).status()), "CONTENT_ERASED");
  }
}

TEST_F(VaultTest, ADestroyedKeyErasesForGood) {
  const auto vault = Open();
  const std::string sealed = *vault->Seal("persons/p1", kName);
  const std::string other = *vault->Seal("persons/p2", kName);
  ASSERT_TRUE(vault->Destroy("persons/p1").ok());
  ASSERT_TRUE(vault->Destroy("persons/p1").ok());
  const auto reopened = Open();
  for (Vault* each : {vault.get(), reopened.get()}) {
    const absl::Status status = each->Open("persons/p1", sealed).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(ReasonOf(status), "CONTENT_ERASED");
    EXPECT_EQ(ReasonOf(each->Seal("persons/p1", "new").status()), "CONTENT_ERASED");
    EXPECT_EQ(ReasonOf(each->EnsureKeys({"persons/p3", "persons/p1"})), "CONTENT_ERASED");
    EXPECT_EQ(*each->Open("persons/p2", other), kName);
  }
  EXPECT_EQ(ReasonOf(vault->Open("persons/p3", sealed).status()), "CONTENT_KEY_ABSENT");
}

// The first commit leaves the mark, the second says that the key is off the disk.
TEST_F(VaultTest, DestroysAgainUntilItIsDone) {
  const auto vault = Open();
  for (const CommitFault fault :
       {CommitFault::kRefused, CommitFault::kUnknownLost, CommitFault::kUnknownWritten}) {
    for (const int nth : {1, 2}) {
      const std::string subject =
          "persons/p" + std::to_string(static_cast<int>(fault)) + std::to_string(nth);
      const std::string sealed = *vault->Seal(subject, kName);
      keys_.FailCommit(nth, fault);
      EXPECT_FALSE(vault->Destroy(subject).ok());
      if (fault == CommitFault::kUnknownWritten) {
        EXPECT_EQ(ReasonOf(vault->Open(subject, sealed).status()), "CONTENT_ERASED");
      }
      const int done = nth - 1 + (fault == CommitFault::kUnknownWritten ? 1 : 0);
      int commits = keys_.commits();
      EXPECT_TRUE(vault->Destroy(subject).ok());
      EXPECT_EQ(keys_.commits(), commits + 2 - done) << "marks that are there stay";
      EXPECT_EQ(ReasonOf(vault->Open(subject, sealed).status()), "CONTENT_ERASED");
      commits = keys_.commits();
      EXPECT_TRUE(vault->Destroy(subject).ok());
      EXPECT_EQ(keys_.commits(), commits);
    }
  }
}

TEST_F(VaultTest, MakesTheMasterKeyAtTheFirstStartOnly) {
  Open();
  ASSERT_TRUE(std::filesystem::remove(file_));
  const absl::Status status = TryOpen().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "MASTER_KEY_MISSING");
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(VaultTest, AFirstStartThatFailedIsRepeated) {
  keys_.FailCommit(1, CommitFault::kRefused);
  EXPECT_EQ(ReasonOf(TryOpen().status()), "DISK_NEARLY_FULL");
  EXPECT_TRUE(std::filesystem::exists(file_));
  const std::string sealed = *Open()->Seal("persons/p1", kName);
  EXPECT_EQ(*Open()->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, NoticesAnotherMasterKey) {
  Open();
  std::filesystem::remove(file_);
  std::ofstream(file_) << std::string(32, 'x');
  std::filesystem::permissions(file_, std::filesystem::perms(0600));
  EXPECT_EQ(ReasonOf(TryOpen().status()), "MASTER_KEY_WRONG");
}

TEST_F(VaultTest, RefusesAMasterKeyThatOthersMayRead) {
  Open();
  std::filesystem::permissions(file_, std::filesystem::perms(0644));
  EXPECT_EQ(ReasonOf(TryOpen().status()), "MASTER_KEY_PERMISSIONS");
}

TEST_F(VaultTest, NoticesAKeyRecordThatWasMovedOrChanged) {
  const auto vault = Open();
  const std::string sealed = *vault->Seal("persons/p1", kName);
  const std::string first = EncodeKey(Tag::kSubjectKeys, "persons/p1");
  const std::string second = EncodeKey(Tag::kSubjectKeys, "persons/p2");
  const auto transaction = keys_.Begin();
  const std::string record = **transaction->Get(first);
  transaction->Put(second, record);
  transaction->Put(first, record + "x");
  ASSERT_TRUE(transaction->Commit().ok());
  const auto reopened = Open();
  EXPECT_EQ(ReasonOf(reopened->Open("persons/p1", sealed).status()), "CONTENT_UNREADABLE");
  EXPECT_EQ(ReasonOf(reopened->Open("persons/p2", sealed).status()), "CONTENT_UNREADABLE");
}

TEST_F(VaultTest, PassesErrorsOfTheStoreOn) {
  const std::string sealed = *Open()->Seal("persons/p1", kName);
  const auto vault = Open();
  keys_.FailRead(1);
  EXPECT_EQ(ReasonOf(vault->Open("persons/p1", sealed).status()), "STORE_UNAVAILABLE");
  EXPECT_EQ(*vault->Open("persons/p1", sealed), kName);
  keys_.FailCommit(1, CommitFault::kRefused);
  EXPECT_EQ(ReasonOf(vault->Destroy("persons/p1")), "DISK_NEARLY_FULL");
  EXPECT_EQ(*vault->Open("persons/p1", sealed), kName);
}

TEST_F(VaultTest, HashesWithItsOwnKeyAndByDomain) {
  const auto vault = Open();
  const std::string hash = vault->KeyedHash("email", "aino@example.org");
  EXPECT_EQ(hash.size(), 32u);
  EXPECT_EQ(Open()->KeyedHash("email", "aino@example.org"), hash);
  const std::set<std::string> others = {vault->KeyedHash("email", "aino@example.com"),
                                        vault->KeyedHash("request", "aino@example.org"),
                                        vault->KeyedHash("emaila", "ino@example.org"),
                                        vault->KeyedHash("", ""), hash};
  EXPECT_EQ(others.size(), 5u);

  const auto other_keys = NewMemoryStore();
  const auto other = OpenVault(*other_keys, folder_.File("other.key"), randomness_);
  EXPECT_NE((*other)->KeyedHash("email", "aino@example.org"), hash);
}

TEST_F(VaultTest, ServesManyThreads) {
  const auto vault = Open();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&vault] {
      for (int i = 0; i < 50; ++i) {
        const std::string subject = "persons/p" + std::to_string(i);
        const auto sealed = vault->Seal(subject, kName);
        ASSERT_TRUE(sealed.ok());
        EXPECT_EQ(*vault->Open(subject, *sealed), kName);
        EXPECT_TRUE(vault->Destroy("links/l" + std::to_string(i)).ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Keys lie on the disk only in sealed form, and those destroyed not at all.
TEST(VaultOnDiskTest, LeavesNoKeyToBeFound) {
  const TemporaryFolder keys_folder, master_folder;
  RocksDbStoreOptions options;
  options.folder = keys_folder.File("keys");
  const auto keys = *OpenRocksDbStore(options);
  SeededRandomness randomness(7);
  const auto vault = *OpenVault(*keys, master_folder.File("master.key"), randomness);
  ASSERT_TRUE(vault->EnsureKeys({"persons/p1"}).ok());
  const std::string record =
      **keys->TakeSnapshot()->Get(EncodeKey(Tag::kSubjectKeys, "persons/p1"));

  // The same seed gives the same keys again: the master key, then (behind the nonce of the check,
  // in the order in which they are drawn) those that it wraps.
  SeededRandomness same(7);
  std::string drawn(4096, '\0');
  same.Fill({reinterpret_cast<unsigned char*>(drawn.data()), drawn.size()});
  const std::string bytes = keys_folder.AllBytes();
  EXPECT_NE(bytes.find(record), std::string::npos);
  int seen = 0;
  for (size_t start = 0; start + 32 <= 256; ++start) {
    if (bytes.find(drawn.substr(start, 32)) != std::string::npos) ++seen;
  }
  EXPECT_EQ(seen, 0) << "32 random bytes lie on the disk as they were drawn";

  ASSERT_TRUE(vault->Destroy("persons/p1").ok());
  EXPECT_EQ(keys_folder.AllBytes().find(record), std::string::npos);
}

}  // namespace
}  // namespace kasvu::storage
