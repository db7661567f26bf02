#include "storage/erasure_list.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "errors/error.h"
#include "storage/memory_store.h"
#include "storage/vault.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ErasureListTest : public ::testing::Test {
 protected:
  void Write(const std::string& bytes) { std::ofstream(file_, std::ios::app) << bytes; }

  TemporaryFolder folder_;
  const std::string file_ = folder_.File("erased");
};

TEST_F(ErasureListTest, HoldsEverybodyOnce) {
  EXPECT_THAT(*ReadErased(file_), IsEmpty());
  ASSERT_TRUE(AppendErased(file_, {"persons/b", "cohorts/c/links/l3/keys/2"}).ok());
  ASSERT_TRUE(AppendErased(file_, {"persons/a"}).ok());
  ASSERT_TRUE(AppendErased(file_, {"persons/b"}).ok());
  EXPECT_THAT(*ReadErased(file_),
              ElementsAre("cohorts/c/links/l3/keys/2", "persons/a", "persons/b"));
}

TEST_F(ErasureListTest, IsMadeForNobodyElseToReadAndKeptAsItIs) {
  ASSERT_TRUE(MakeErasureList(file_).ok());
  EXPECT_EQ(std::filesystem::file_size(file_), 0u);
  EXPECT_EQ(std::filesystem::status(file_).permissions(), std::filesystem::perms(0600));
  ASSERT_TRUE(AppendErased(file_, {"persons/a"}).ok());
  ASSERT_TRUE(MakeErasureList(file_).ok());
  EXPECT_THAT(*ReadErased(file_), ElementsAre("persons/a"));
  EXPECT_EQ(ReasonOf(MakeErasureList(folder_.path())), "ERASURES_UNWRITABLE");
}

TEST_F(ErasureListTest, ALineThatWasCutOffIsPassedOverAndTheNextStandsByItself) {
  ASSERT_TRUE(AppendErased(file_, {"persons/a"}).ok());
  Write("persons/b 12");
  EXPECT_THAT(*ReadErased(file_), ElementsAre("persons/a"));
  ASSERT_TRUE(AppendErased(file_, {"persons/c"}).ok());
  EXPECT_THAT(*ReadErased(file_), ElementsAre("persons/a", "persons/c"));
}

TEST_F(ErasureListTest, ALineThatWasChangedIsDamage) {
  ASSERT_TRUE(AppendErased(file_, {"persons/a"}).ok());
  Write("persons/b 12345678\n");
  EXPECT_EQ(ReasonOf(ReadErased(file_).status()), "ERASURES_DAMAGED");
}

TEST_F(ErasureListTest, SaysWhenItCannotBeWritten) {
  EXPECT_EQ(ReasonOf(AppendErased(folder_.path() + "/none/erased", {"persons/a"})),
            "ERASURES_UNWRITABLE");
}

TEST_F(ErasureListTest, WhoIsOnItIsErasedWithoutTheMasterKey) {
  const auto keys = NewMemoryStore();
  SeededRandomness randomness(3);
  std::string aino, eino;
  {
    const auto vault = *OpenVault(*keys, folder_.File("master.key"), randomness);
    aino = *vault->Seal("persons/aino", "a note");
    eino = *vault->Seal("persons/eino", "a note");
    ASSERT_TRUE(vault->Destroy("persons/early").ok());
  }
  EXPECT_THAT(*ErasedIn(*keys->TakeSnapshot()), ElementsAre("persons/early"));
  ASSERT_TRUE(EraseAll(*keys, {"persons/aino", "persons/never-here"}).ok());
  ASSERT_TRUE(EraseAll(*keys, {"persons/aino"}).ok());
  EXPECT_THAT(*ErasedIn(*keys->TakeSnapshot()),
              ElementsAre("persons/aino", "persons/early", "persons/never-here"));
  const auto vault = *OpenVault(*keys, folder_.File("master.key"), randomness);
  EXPECT_EQ(ReasonOf(vault->Open("persons/aino", aino).status()), "CONTENT_ERASED");
  EXPECT_EQ(*vault->Open("persons/eino", eino), "a note");
}

}  // namespace
}  // namespace kasvu::storage
