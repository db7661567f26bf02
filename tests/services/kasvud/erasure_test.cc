#include "services/kasvud/erasure.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "errors/error.h"
#include "storage/memory_store.h"
#include "storage/randomness.h"

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

}  // namespace
}  // namespace kasvu::kasvud
