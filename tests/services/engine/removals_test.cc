// How the rows of a purged cohort go, whatever comes between.

#include <gmock/gmock.h>

#include "services/engine/archive.h"
#include "services/engine/archived_words.h"
#include "services/engine/purge.h"
#include "services/engine/purger.h"
#include "tests/services/engine/finished_season.h"

namespace kasvu::engine {
namespace {

using storage::CommitFault;
using ::testing::IsEmpty;

// A purge as the engine does it, over a copy of the season's stores, a few rows at a time.
class RemovalsTest : public FinishedSeasonTest {
 protected:
  struct Copy {
    std::unique_ptr<storage::FaultyStore> store;
    std::unique_ptr<storage::FaultyStore> keys;
    std::unique_ptr<storage::Vault> vault;
    std::string after;  // the last row that went
  };

  Copy CopyAll() {
    Copy copy{CopyOf(*store_), CopyOf(*keys_), nullptr, ""};
    copy.vault = *storage::OpenVault(*copy.keys, folder_ + "/master.key", randomness_);
    return copy;
  }

  absl::Status Begin(storage::Store& store, const std::string& cohort = "a") {
    const auto transaction = store.Begin();
    KASVU_ASSIGN_OR_RETURN(const std::string digest, ArchiveDigest(*transaction, cohort));
    KASVU_ASSIGN_OR_RETURN(auto purged, PreparePurge(*transaction, cohort, digest));
    KASVU_RETURN_IF_ERROR(BeginPurge(*transaction, purged));
    return transaction->Commit();
  }

  // One commit; whether there is more to do.
  absl::StatusOr<bool> Go(Copy& copy) {
    KASVU_ASSIGN_OR_RETURN(const bool begun,
                           kPurgedTable.Contains(*copy.store->TakeSnapshot(), {"a"}));
    if (begun) return PurgeSome(*copy.store, *copy.vault, "a", copy.after, 20);
    KASVU_RETURN_IF_ERROR(Begin(*copy.store));
    return true;
  }
};

TEST_F(RemovalsTest, GoesOnAfterACrashAtAnyWrite) {
  ArchiveSeason();
  CloseEngine();
  int writes = 0;
  std::string whole;
  const auto bytes = [](storage::Store& store) {
    std::string all;
    EXPECT_TRUE(store.TakeSnapshot()
                    ->Scan(storage::KeyRange::Prefix(""),
                           [&](std::string_view key, std::string_view value) {
                             all.append(key).append("=").append(value).append(";");
                             return true;
                           })
                    .ok());
    return all;
  };
  for (const CommitFault fault : {CommitFault::kUnknownLost, CommitFault::kUnknownWritten}) {
    for (int nth = 0; nth == 0 || nth <= writes; ++nth) {
      SCOPED_TRACE(testing::Message() << "crash at write " << nth);
      Copy copy = CopyAll();
      if (nth > 0) copy.store->FailCommit(nth, fault);
      bool more = true;
      while (more) {
        const auto gone = Go(copy);
        ASSERT_EQ(ReasonOf(gone.status()), gone.ok() ? "" : "COMMIT_UNKNOWN");
        ASSERT_THAT(FaultsIn(*copy.store), IsEmpty());
        more = !gone.ok() || *gone;
        // Whoever goes on after a crash knows nothing; after an error it may.
        if (!gone.ok() && fault == CommitFault::kUnknownWritten) copy.after.clear();
      }
      if (nth == 0) {
        writes = copy.store->commits();
        whole = bytes(*copy.store);
        ASSERT_GT(writes, 15);
      }
      ASSERT_TRUE(bytes(*copy.store) == whole);
    }
  }
}

// Whenever somebody is erased, before, while or after the rows go: what she shared with others
// cannot be read in the archive any more.
TEST_F(RemovalsTest, ForgetsInTheArchiveWhomeverIsErasedAtAnyTime) {
  ArchiveSeason();
  CloseEngine();
  const auto group = *kGroupTable.Get(*store_->TakeSnapshot(), {"a", 1u});
  const auto& sealed = group.steps(0).work().sealed();
  ASSERT_EQ(sealed.subject(), "cohorts/a/groups/g1");
  bool over = false;
  for (int steps = 0; !over; ++steps) {
    SCOPED_TRACE(testing::Message() << "after " << steps << " commits");
    Copy copy = CopyAll();
    for (int i = 0; i < steps && !over; ++i) over = !*Go(copy);
    ASSERT_TRUE(copy.vault->Open(sealed.subject(), sealed.content()).ok());
    services::Workers workers(1);
    Engine engine({*copy.store, *copy.vault, clock_, mandates_, workers});
    ASSERT_TRUE(engine.FollowErasure(PersonName(2)).ok());
    ASSERT_EQ(ReasonOf(copy.vault->Open(sealed.subject(), sealed.content()).status()),
              "CONTENT_ERASED");
    ASSERT_TRUE(engine.FollowErasure(PersonName(2)).ok());
    engine.Stop();
  }
}

TEST_F(RemovalsTest, GoesOnWhenTheServerStartsAgain) {
  ArchiveSeason();
  CloseEngine();
  ASSERT_TRUE(Begin(*store_).ok());
  OpenEngine();
  FinishPurges();
  EXPECT_EQ(RowsOf("a").count("kEnrolments"), 0u);
  EXPECT_EQ(RowsOf("a").count("kPurgesUnderWay"), 0u);
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

// Where thousands of rows have gone already, passing by them again for each commit takes long.
TEST_F(RemovalsTest, DoNotBeginAnewForEachCommit) {
  ArchiveSeason();
  CloseEngine();
  Copy copy = CopyAll();
  const auto group = *kGroupTable.Get(*copy.store->TakeSnapshot(), {"a", 1u});
  const auto has_group = [&] {
    return *kGroupTable.Contains(*copy.store->TakeSnapshot(), {"a", 1u});
  };
  while (has_group()) ASSERT_TRUE(*Go(copy));
  // As if it had been passed by.
  const auto transaction = copy.store->Begin();
  ASSERT_TRUE(kGroupTable.Insert(*transaction, {"a", 1u}, group).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(*Go(copy));
    ASSERT_TRUE(has_group());
  }
  // Before the end all is looked at once more.
  while (*Go(copy)) {
  }
  EXPECT_FALSE(has_group());
  EXPECT_THAT(FaultsIn(*copy.store), IsEmpty());
}

TEST_F(RemovalsTest, OfOneThatCannotBeReadKeepNoOther) {
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  kasvu::v1::CancelCohortRequest cancel;
  cancel.set_name("cohorts/b");
  Do(&Enrolments::CancelCohort, cancel);
  ArchiveSeason();
  CloseEngine();
  for (const std::string cohort : {"a", "b"}) ASSERT_TRUE(Begin(*store_, cohort).ok());
  store_->FailReadsOf(storage::KeyRange::Prefix(storage::EncodeKey(storage::Tag::kEnrolments, "a")),
                      absl::DataLossError("as scripted"));
  Purger purger(*store_, *vault_);
  EXPECT_TRUE(absl::IsDataLoss(purger.FinishAll()));
  EXPECT_TRUE(*kUnderWayTable.Contains(*store_->TakeSnapshot(), {"a"}));
  EXPECT_FALSE(*kUnderWayTable.Contains(*store_->TakeSnapshot(), {"b"}));
  EXPECT_FALSE(*kHistoryTable.Contains(*store_->TakeSnapshot(), {"b", 1u}));
}

// A place in a link that leads to nobody, as only damage leaves it.
TEST_F(RemovalsTest, KeepTheWordsOfPeopleAlone) {
  ArchiveSeason();
  CloseEngine();
  const Copy copy = CopyAll();
  const auto transaction = copy.store->Begin();
  auto link = *kLinkTable.Get(*transaction, {"a", 1u});
  link.add_members()->set_enrolment(99);
  ASSERT_TRUE(kLinkTable.Update(*transaction, {"a", 1u}, link).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  ASSERT_TRUE(copy.vault->EnsureKeys({LinkName("a", 1)}).ok());
  ASSERT_TRUE(KeepArchivedWords(*copy.store->TakeSnapshot(), *copy.vault, "a", *copy.store).ok());
  std::vector<std::string> people;
  ASSERT_TRUE(kArchivedWordsTable
                  .Scan(*copy.store->TakeSnapshot(), std::tuple(),
                        [&](const auto& key, const auto& words) {
                          for (const std::string& subject : words.subjects()) {
                            if (subject == LinkName("a", 1)) people.push_back(std::get<0>(key));
                          }
                          return true;
                        })
                  .ok());
  EXPECT_THAT(people, testing::SizeIs(link.members_size() - 1));
  EXPECT_THAT(people, testing::Each(testing::StartsWith("persons/")));
}

}  // namespace
}  // namespace kasvu::engine
