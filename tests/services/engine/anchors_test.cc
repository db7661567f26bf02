// Histories whose ends are gone: they agree with themselves, but not with their anchors.

#include <gtest/gtest.h>

#include <thread>

#include "kasvu/storage/v1/anchor.pb.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/anchorer.h"
#include "services/engine/history_chain.h"
#include "storage/record.h"
#include "tests/services/engine/engine_in_process.h"

namespace kasvu::engine {
namespace {

class AnchorsTest : public EngineTest {
 protected:
  std::string Verified(const std::string& id) {
    kasvu::v1::VerifyHistoryRequest request;
    request.set_cohort("cohorts/" + id);
    return ReasonOf(As("", &Enrolments::VerifyHistory, request).status());
  }

  uint64_t AnchorsOf(const std::string& id) {
    const auto anchors = CheckAnchorsOf(*store_->TakeSnapshot(), id);
    EXPECT_TRUE(anchors.ok()) << anchors.status();
    return anchors.value_or(0);
  }

  template <class Change>
  void Forge(Change change) {
    const auto transaction = store_->Begin();
    change(*transaction);
    ASSERT_TRUE(transaction->Commit().ok());
  }

  // Makes the cohort what it was `records` records ago, with a head that agrees.
  void CutOff(const std::string& id, uint64_t records) {
    Forge([&](storage::Transaction& transaction) {
      auto head = *kHeadTable.Get(transaction, {id});
      for (; records > 0; --records) {
        ASSERT_TRUE(kHistoryTable.Delete(transaction, {id, head.position()}).ok());
        head.set_position(head.position() - 1);
      }
      head.set_hash(HashOf(*kHistoryTable.Get(transaction, {id, head.position()})));
      ASSERT_TRUE(kHeadTable.Update(transaction, {id}, head).ok());
    });
  }
};

TEST_F(AnchorsTest, AStopAnchorsWhatHasGrownAndNothingElse) {
  Enrol("a", 3);
  Enrol("b", 3);
  CloseEngine();
  EXPECT_EQ(AnchorsOf("a"), 1u);
  EXPECT_EQ(AnchorsOf("b"), 1u);
  OpenEngine();
  Do(&Enrolments::CreateCohort, NewCohort("c"));
  CloseEngine();
  EXPECT_EQ(AnchorsOf("a"), 1u);
  EXPECT_EQ(AnchorsOf("c"), 1u);
  OpenEngine();
  CloseEngine();
  EXPECT_EQ(AnchorsOf("c"), 1u);
  OpenEngine();
  Verify("a");
  EXPECT_TRUE(CheckLastAnchor(*store_->TakeSnapshot()).ok());
}

TEST_F(AnchorsTest, AnchorsComeWhileItRunsToo) {
  Enrol("a", 3);
  Anchorer anchorer(*store_, clock_);
  anchorer.Start();
  for (int i = 0; i < kCommitsPerAnchor; ++i) anchorer.Note({"a"});
  // Its thread anchors when it gets to run.
  while (AnchorsOf("a") == 0) std::this_thread::yield();
}

TEST_F(AnchorsTest, WhatACrashLeftUnanchoredIsAnchoredLater) {
  Enrol("a", 3);
  // No stop, as after a crash: another engine finds the store.
  EXPECT_EQ(*GrownSinceLastAnchor(*store_->TakeSnapshot()), std::set<std::string>{"a"});
  ASSERT_TRUE(AnchorHeads(*store_, {"a"}, clock_.Now()).ok());
  EXPECT_TRUE(GrownSinceLastAnchor(*store_->TakeSnapshot())->empty());
}

// A commit that looked at the clock before an anchor did may show up after it.
TEST_F(AnchorsTest, WhatGrowsBesideAnAnchorIsAnchoredLater) {
  Enrol("a", 3);
  Enrol("b", 3);
  ASSERT_TRUE(AnchorHeads(*store_, {"a", "b"}, clock_.Now()).ok());
  Do(&Enrolments::CreateCohort, NewCohort("c"));
  kasvu::v1::AcceptEnrolmentsRequest accept;
  accept.set_cohort("cohorts/a");
  Do(&Enrolments::AcceptEnrolments, accept);
  ASSERT_TRUE(AnchorHeads(*store_, {"b"}, clock_.Now() + absl::Seconds(1)).ok());
  EXPECT_EQ(*GrownSinceLastAnchor(*store_->TakeSnapshot()), (std::set<std::string>{"a", "c"}));
}

// However many have grown, one anchor stays small, and its check at the start short.
TEST_F(AnchorsTest, ManyAreSpreadOverSeveralAnchors) {
  std::set<std::string> many;
  Forge([&](storage::Transaction& transaction) {
    for (int i = 0; i < 2 * kHeadsPerAnchor + 1; ++i) {
      many.insert("c" + std::to_string(i));
      kasvu::storage::v1::CohortHead head;
      head.set_position(1);
      ASSERT_TRUE(kHeadTable.Upsert(transaction, {"c" + std::to_string(i)}, head).ok());
    }
  });
  ASSERT_TRUE(AnchorHeads(*store_, many, clock_.Now()).ok());
  const auto last = kAnchorTable.Last(*store_->TakeSnapshot(), std::tuple());
  ASSERT_TRUE(last.ok() && *last);
  EXPECT_EQ(std::get<0>((*last)->first), 3u);
  kasvu::storage::v1::AuditAnchor anchor;
  ASSERT_TRUE(anchor.ParseFromString((*last)->second));
  EXPECT_EQ(anchor.heads_size(), 1);
  EXPECT_TRUE(GrownSinceLastAnchor(*store_->TakeSnapshot())->empty());
}

TEST_F(AnchorsTest, AnEndThatWasCutOffShows) {
  Enrol("a", 3);
  Restart();
  CloseEngine();
  CutOff("a", 1);
  EXPECT_EQ(ReasonOf(CheckLastAnchor(*store_->TakeSnapshot())), "HISTORY_BROKEN");
  OpenEngine();
  EXPECT_EQ(Verified("a"), "HISTORY_BROKEN");
}

TEST_F(AnchorsTest, ACohortThatIsGoneShows) {
  Enrol("a", 3);
  CloseEngine();
  Forge([](storage::Transaction& transaction) {
    ASSERT_TRUE(kHeadTable.Delete(transaction, {"a"}).ok());
  });
  EXPECT_EQ(ReasonOf(CheckLastAnchor(*store_->TakeSnapshot())), "HISTORY_BROKEN");
  OpenEngine();
  EXPECT_EQ(Verified("a"), "HISTORY_BROKEN");
  EXPECT_EQ(Verified("never-was"), "COHORT_NOT_FOUND");
}

TEST_F(AnchorsTest, ARecordThatWasReplacedShows) {
  Enrol("a", 3);
  CloseEngine();
  Forge([](storage::Transaction& transaction) {
    auto head = *kHeadTable.Get(transaction, {"a"});
    auto record = *ReadRecord(transaction, "a", head.position());
    record.set_actor("persons/somebody");
    ASSERT_TRUE(
        kHistoryTable.Upsert(transaction, {"a", head.position()}, storage::EncodeRecord(record))
            .ok());
    head.set_hash(HashOf(storage::EncodeRecord(record)));
    ASSERT_TRUE(kHeadTable.Update(transaction, {"a"}, head).ok());
  });
  EXPECT_EQ(ReasonOf(CheckLastAnchor(*store_->TakeSnapshot())), "HISTORY_BROKEN");
}

TEST_F(AnchorsTest, AnAnchorThatWasChangedOrIsMissingShows) {
  Enrol("a", 3);
  Restart();
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  CloseEngine();
  const std::string bytes = *kAnchorTable.Get(*store_->TakeSnapshot(), {uint64_t{1}});
  kasvu::storage::v1::AuditAnchor anchor;
  ASSERT_TRUE(anchor.ParseFromString(bytes));
  anchor.set_recorded_at(1);
  Forge([&](storage::Transaction& transaction) {
    ASSERT_TRUE(
        kAnchorTable.Upsert(transaction, {uint64_t{1}}, storage::EncodeRecord(anchor)).ok());
  });
  EXPECT_EQ(ReasonOf(CheckAnchorsOf(*store_->TakeSnapshot(), "a").status()), "HISTORY_BROKEN");
  Forge([&](storage::Transaction& transaction) {
    ASSERT_TRUE(kAnchorTable.Delete(transaction, {uint64_t{1}}).ok());
  });
  EXPECT_EQ(ReasonOf(CheckAnchorsOf(*store_->TakeSnapshot(), "a").status()), "HISTORY_BROKEN");
  EXPECT_EQ(ReasonOf(CheckLastAnchor(*store_->TakeSnapshot())), "HISTORY_BROKEN");
}

}  // namespace
}  // namespace kasvu::engine
