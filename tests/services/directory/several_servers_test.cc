// A second server over the same store: it hears of what the first has changed.

#include <gmock/gmock.h>

#include <functional>

#include "services/directory/tables.h"
#include "storage/errors.h"
#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using ::testing::IsEmpty;

using PurgeBy = std::function<absl::Status()>;

// A store of somebody else's that others change as well, purged by `purge`.
class SharedView : public storage::Store {
 public:
  explicit SharedView(storage::Store& store, PurgeBy purge = absl::OkStatus)
      : store_(store), purge_(std::move(purge)) {}
  std::unique_ptr<storage::Snapshot> TakeSnapshot() override { return store_.TakeSnapshot(); }
  std::unique_ptr<storage::Transaction> Begin() override { return store_.Begin(); }
  bool IsShared() const override { return true; }
  absl::Status Purge(const std::vector<storage::KeyRange>&) override { return purge_(); }

 private:
  storage::Store& store_;
  const PurgeBy purge_;
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

  // Takes her out at the first server, which goes no further.
  void BeginErasure(const std::string& person) {
    const auto transaction = store_->Begin();
    ASSERT_TRUE(directory_->BeginErasure(*transaction, person).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

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

TEST_F(SeveralDirectoriesTest, StartWithAnErasureThatHasToWait) {
  const std::string aino = AddPerson("Aino Esimerkki");
  const std::string sealed = *vault_->Seal(aino, "words about her");
  BeginErasure(aino);
  bool looked_at = true;
  SharedView keys(*keys_, [&] {
    return looked_at ? storage::StoreUnavailable("somebody looks at it") : absl::OkStatus();
  });
  const auto vault = *storage::OpenVault(keys, folder_ + "/master.key", randomness_);
  services::MandateTable mandates;
  Directory started({view_, *vault, randomness_, mandates});
  ASSERT_TRUE(started.Load().ok());
  EXPECT_EQ(ReasonOf(started.FollowOthers()), "STORE_UNAVAILABLE");
  looked_at = false;
  EXPECT_TRUE(started.FollowOthers().ok());
  EXPECT_EQ(ReasonOf(vault->Open(aino, sealed).status()), "CONTENT_ERASED");
  EXPECT_FALSE(*kMetaTable.Contains(*store_->TakeSnapshot(), {ErasingMark(aino)}));
}

TEST_F(SeveralDirectoriesTest, GoOnWhileAKeyLeavesTheDisk) {
  const std::string aino = AddPerson("Aino Esimerkki");
  BeginErasure(aino);
  Directory* erasing = nullptr;
  int followed = 0;
  SharedView keys(*keys_, [&]() -> absl::Status {
    KASVU_RETURN_IF_ERROR(erasing->FollowOthers());
    ++followed;
    return absl::OkStatus();
  });
  const auto vault = *storage::OpenVault(keys, folder_ + "/master.key", randomness_);
  services::MandateTable mandates;
  Directory directory({*store_, *vault, randomness_, mandates});
  erasing = &directory;
  EXPECT_TRUE(directory.FinishErasure(aino).ok());
  EXPECT_EQ(followed, 1);
}

}  // namespace
}  // namespace kasvu::directory
