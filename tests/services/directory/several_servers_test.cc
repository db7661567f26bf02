// A second server over the same store: it hears of what the first has changed.

#include <gmock/gmock.h>

#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using ::testing::IsEmpty;

// A store of somebody else's that others change as well.
class SharedView : public storage::Store {
 public:
  explicit SharedView(storage::Store& store) : store_(store) {}
  std::unique_ptr<storage::Snapshot> TakeSnapshot() override { return store_.TakeSnapshot(); }
  std::unique_ptr<storage::Transaction> Begin() override { return store_.Begin(); }
  bool IsShared() const override { return true; }
  absl::Status Purge(const std::vector<storage::KeyRange>& ranges) override {
    return store_.Purge(ranges);
  }

 private:
  storage::Store& store_;
};

class Counted : public services::Waiter {
 public:
  void Wake() override { ++woken; }
  void End() override {}
  int woken = 0;
};

class SeveralDirectoriesTest : public DirectoryTest {
 protected:
  SeveralDirectoriesTest() { EXPECT_TRUE(other_.Load().ok()); }

  std::vector<services::RoleAtScope> RolesThere(const std::string& person) {
    return other_mandates_.RolesOf(person, "2021-02-01");
  }

  SharedView view_{*store_};
  std::unique_ptr<storage::Vault> other_vault_ =
      *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
  services::MandateTable other_mandates_;
  Directory other_{{view_, *other_vault_, randomness_, other_mandates_}};
};

TEST_F(SeveralDirectoriesTest, HearOfEachOthersMandates) {
  Counted waiter;
  other_.changed().Add(&waiter);
  const std::string aino = AddPerson("Aino Esimerkki");
  Grant(aino, "mentor", "regions/02");
  EXPECT_THAT(RolesThere(aino), IsEmpty());
  ASSERT_TRUE(other_.FollowOthers().ok());
  EXPECT_EQ(RolesThere(aino).size(), 1u);
  EXPECT_EQ(waiter.woken, 1);
  ASSERT_TRUE(other_.FollowOthers().ok());
  EXPECT_EQ(waiter.woken, 1);
  other_.changed().Remove(&waiter);
}

TEST_F(SeveralDirectoriesTest, ForgetWhomAnotherHasErased) {
  const std::string aino = AddPerson("Aino Esimerkki");
  const std::string sealed = *other_vault_->Seal(aino, "words about her");
  EXPECT_EQ(*other_vault_->Open(aino, sealed), "words about her");
  kasvu::v1::ErasePersonRequest erase;
  erase.set_name(aino);
  erase.set_request_id(NextRequestId());
  ASSERT_TRUE(As("", &Stub::ErasePerson, erase).ok());
  // The key is still in the memory of the other server, until it hears of the erasure.
  EXPECT_TRUE(other_vault_->Open(aino, sealed).ok());
  ASSERT_TRUE(other_.FollowOthers().ok());
  EXPECT_EQ(ReasonOf(other_vault_->Open(aino, sealed).status()), "CONTENT_ERASED");
}

}  // namespace
}  // namespace kasvu::directory
