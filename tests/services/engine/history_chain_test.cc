#include "services/engine/history_chain.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "errors/error.h"
#include "services/engine/tables.h"
#include "storage/memory_store.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;
using kasvu::storage::v1::Event;
using kasvu::storage::v1::HistoryRecord;

HistoryRecord RecordOf(uint32_t enrolment) {
  HistoryRecord record;
  record.set_actor("operator");
  Event& event = *record.add_events();
  event.set_owner(kasvu::storage::v1::OWNER_ENROLMENT);
  event.set_ordinal(enrolment);
  event.mutable_enrolment_accepted();
  return record;
}

class HistoryChainTest : public testing::Test {
 protected:
  HistoryChainTest() {
    const auto transaction = store_->Begin();
    for (uint32_t enrolment = 1; enrolment <= 3; ++enrolment) {
      HistoryRecord record = RecordOf(enrolment);
      EXPECT_TRUE(AppendRecord(*transaction, "c", record, head_).ok());
    }
    EXPECT_TRUE(transaction->Commit().ok());
  }

  absl::Status Walk() {
    visited_.clear();
    return WalkChain(*store_->TakeSnapshot(), "c", head_, [&](const HistoryRecord& record) {
      visited_.push_back(record.position());
      return absl::OkStatus();
    });
  }

  void Write(uint64_t position, const HistoryRecord& record) {
    const auto transaction = store_->Begin();
    EXPECT_TRUE(
        kHistoryTable.Upsert(*transaction, {"c", position}, record.SerializeAsString()).ok());
    EXPECT_TRUE(transaction->Commit().ok());
  }

  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  CohortHead head_;
  std::vector<uint64_t> visited_;
};

TEST_F(HistoryChainTest, HoldsWhatWasAppended) {
  EXPECT_TRUE(Walk().ok());
  EXPECT_EQ(visited_, (std::vector<uint64_t>{1, 2, 3}));
  EXPECT_EQ(head_.position(), 3u);
  EXPECT_EQ(head_.hash().size(), 32u);
}

TEST_F(HistoryChainTest, FindsTheRecordsOfOneEnrolment) {
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_TRUE(*kHistoryIndex.Contains(*snapshot, {"c", 2u, uint64_t{2}}));
  EXPECT_FALSE(*kHistoryIndex.Contains(*snapshot, {"c", 2u, uint64_t{1}}));
}

TEST_F(HistoryChainTest, ShowsARecordThatWasChanged) {
  HistoryRecord record = *ReadRecord(*store_->TakeSnapshot(), "c", 2);
  record.set_actor("persons/somebody");
  Write(2, record);
  const absl::Status walked = Walk();
  EXPECT_EQ(ReasonOf(walked), "HISTORY_BROKEN");
  EXPECT_EQ(ParticularsOf(walked)["position"], "3");
}

TEST_F(HistoryChainTest, ShowsALastRecordThatWasChangedOrIsMissing) {
  HistoryRecord record = *ReadRecord(*store_->TakeSnapshot(), "c", 3);
  record.set_recorded_at(1);
  Write(3, record);
  EXPECT_EQ(ReasonOf(Walk()), "HISTORY_BROKEN");

  const auto transaction = store_->Begin();
  EXPECT_TRUE(kHistoryTable.Delete(*transaction, {"c", uint64_t{3}}).ok());
  EXPECT_TRUE(transaction->Commit().ok());
  const absl::Status walked = Walk();
  EXPECT_EQ(ReasonOf(walked), "HISTORY_BROKEN");
  EXPECT_EQ(ParticularsOf(walked)["position"], "3");
}

TEST_F(HistoryChainTest, ShowsAHoleInTheMiddle) {
  const auto transaction = store_->Begin();
  EXPECT_TRUE(kHistoryTable.Delete(*transaction, {"c", uint64_t{2}}).ok());
  EXPECT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(ParticularsOf(Walk())["position"], "2");
}

}  // namespace
}  // namespace kasvu::engine
