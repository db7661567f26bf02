#include "services/kasvud/listed_erasures.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "errors/error.h"
#include "storage/erasure_list.h"
#include "storage/faulty_store.h"
#include "storage/memory_store.h"
#include "storage/vault.h"

namespace kasvu::kasvud {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ListedErasuresTest : public testing::Test {
 protected:
  ListedErasuresTest() { std::filesystem::create_directories(folder_); }
  ~ListedErasuresTest() override { std::filesystem::remove_all(folder_); }

  const std::string folder_ = testing::TempDir() + "/listed-erasures-" + std::to_string(::getpid());
  const std::string file_ = folder_ + "/backups/erased";
  storage::SeededRandomness randomness_{7};
  const std::unique_ptr<storage::Store> keys_ = ListErasures(storage::NewMemoryStore(), file_);
};

TEST_F(ListedErasuresTest, NobodyIsErasedBeforeSheIsListed) {
  const auto vault = *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
  const std::string sealed = *vault->Seal("persons/aino", "a note");
  EXPECT_EQ(ReasonOf(vault->Destroy("persons/aino")), "ERASURES_UNWRITABLE");
  EXPECT_EQ(*vault->Open("persons/aino", sealed), "a note");

  std::filesystem::create_directories(folder_ + "/backups");
  EXPECT_THAT(*storage::ReadErased(file_), IsEmpty());
  EXPECT_TRUE(vault->Destroy("persons/aino").ok());
  EXPECT_EQ(ReasonOf(vault->Open("persons/aino", sealed).status()), "CONTENT_ERASED");
  EXPECT_THAT(*storage::ReadErased(file_), ElementsAre("persons/aino"));
}

TEST_F(ListedErasuresTest, AreAsSharedAsTheStoreBelow) {
  EXPECT_FALSE(keys_->IsShared());
  auto below = std::make_unique<storage::FaultyStore>(storage::NewMemoryStore());
  below->PretendToBeShared();
  EXPECT_TRUE(ListErasures(std::move(below), file_)->IsShared());
}

}  // namespace
}  // namespace kasvu::kasvud
