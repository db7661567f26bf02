// Migrations on every store: interrupted at each of their commits, by every kind of failure.

#include "storage/format.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "errors/error.h"
#include "storage/faulty_store.h"
#include "storage/key.h"
#include "tests/storage/scripted_formats.h"
#include "tests/storage/stores.h"

namespace kasvu::storage {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FormatTest : public testing::TestWithParam<Backend> {
 protected:
  // With the ten rows, in the format that this program writes.
  std::unique_ptr<FaultyStore> Oldest() {
    folders_.push_back(std::make_unique<TemporaryFolder>());
    auto store = std::make_unique<FaultyStore>(GetParam().open(*folders_.back()));
    EXPECT_EQ(BringToFormat(*store), absl::OkStatus());
    EXPECT_EQ(FillOldest(*store), absl::OkStatus());
    return store;
  }
  static absl::Status Check(Store& store, const KnownFormats& known = {}) {
    return CheckFormat(*store.TakeSnapshot(), known);
  }
  static uint32_t Oldest(const KnownFormats& known) { return known.newest() - 3; }

 private:
  std::vector<std::unique_ptr<TemporaryFolder>> folders_;
};

TEST_P(FormatTest, OldDataBecomesNewAndSaysHowFarItIs) {
  const auto store = Oldest();
  KnownFormats known = ScriptedFormats();
  std::vector<std::string> told;
  const uint32_t oldest = Oldest(known);
  known.news = [&](const FormatNews& news) {
    told.push_back(std::to_string(news.to - oldest) + " " + std::string(news.brings) + " " +
                   std::to_string(news.rows) + (news.done ? " done" : ""));
  };
  const int before = store->commits();
  ASSERT_EQ(BringToFormat(*store, known), absl::OkStatus());
  EXPECT_EQ(store->commits() - before, kScriptedCommits);
  EXPECT_EQ(RowsOf(*store), NewestRows());
  EXPECT_THAT(told, ElementsAre("1 Rows are louder. 3", "1 Rows are louder. 6",
                                "1 Rows are louder. 9", "1 Rows are louder. 10 done",
                                "2 A table that older programs do not know. 0 done",
                                "3 Rows lie elsewhere. 4", "3 Rows lie elsewhere. 8",
                                "3 Rows lie elsewhere. 10 done"));
  EXPECT_EQ(Check(*store, known), absl::OkStatus());
  EXPECT_EQ(BringToFormat(*store, known), absl::OkStatus());
  EXPECT_EQ(store->commits() - before, kScriptedCommits) << "nothing is left to do";
}

TEST_P(FormatTest, OlderProgramsAndReadersRefuseWithWhatToDo) {
  const auto store = Oldest();
  const KnownFormats known = ScriptedFormats();
  EXPECT_EQ(ReasonOf(Check(*store, known)), "STORE_NOT_MIGRATED");
  store->FailCommit(2, CommitFault::kRefused);
  EXPECT_EQ(ReasonOf(BringToFormat(*store, known)), "DISK_NEARLY_FULL");
  EXPECT_EQ(ReasonOf(Check(*store, known)), "STORE_MIGRATING");
  const absl::Status half = BringToFormat(*store);
  EXPECT_EQ(ReasonOf(half), "STORE_TOO_NEW");
  EXPECT_THAT(std::string(half.message()), HasSubstr("being brought to format"));

  ASSERT_EQ(BringToFormat(*store, known), absl::OkStatus());
  for (const absl::Status& status : {BringToFormat(*store), Check(*store)}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(status), "STORE_TOO_NEW");
    EXPECT_THAT(std::string(status.message()), HasSubstr("written by Kasvu 99.1"));
    EXPECT_EQ(ParticularsOf(status).at("program"), "Kasvu 99.1");
  }
  EXPECT_EQ(RowsOf(*store), NewestRows());
}

TEST_P(FormatTest, OlderDataIsReadAsItIsWhereNoRowHasChanged) {
  const auto store = Oldest();
  KnownFormats known;
  known.migrations.push_back({"A table that older programs do not know.", nullptr});
  EXPECT_EQ(Check(*store, known), absl::OkStatus());
  ASSERT_EQ(BringToFormat(*store, known), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Check(*store)), "STORE_TOO_NEW");
}

TEST_P(FormatTest, GoesOnWhereItWasInterrupted) {
  for (const CommitFault fault :
       {CommitFault::kRefused, CommitFault::kUnknownLost, CommitFault::kUnknownWritten}) {
    for (int nth = 1; nth <= kScriptedCommits; ++nth) {
      SCOPED_TRACE("fault " + std::to_string(static_cast<int>(fault)) + " at commit " +
                   std::to_string(nth));
      const auto store = Oldest();
      std::atomic<int> rewritten = 0;
      const KnownFormats known = ScriptedFormats(&rewritten);
      store->FailCommit(nth, fault);
      ASSERT_NE(BringToFormat(*store, known), absl::OkStatus());
      const bool begun = nth > 1 || fault == CommitFault::kUnknownWritten;
      EXPECT_EQ(ReasonOf(BringToFormat(*store)), begun ? "STORE_TOO_NEW" : "");
      ASSERT_EQ(BringToFormat(*store, known), absl::OkStatus());
      EXPECT_EQ(RowsOf(*store), NewestRows());
      // What was committed is not done again.
      EXPECT_LE(rewritten, 2 * static_cast<int>(kScriptedRows) + 4);
    }
  }
}

TEST_P(FormatTest, AFaultyReadOrRowStopsItWhereItIs) {
  for (int nth = 1;; ++nth) {
    const auto store = Oldest();
    store->FailRead(nth);
    if (BringToFormat(*store, ScriptedFormats()).ok()) break;
    ASSERT_EQ(BringToFormat(*store, ScriptedFormats()), absl::OkStatus());
    EXPECT_EQ(RowsOf(*store), NewestRows());
  }
  KnownFormats stuck = ScriptedFormats();
  const auto fresh = Oldest();
  stuck.migrations.back().step = RewriteRows(
      Tag::kPersons, [](std::string_view key, std::string_view) -> absl::StatusOr<Writes> {
        if (key == EncodeKey(Tag::kPersons, uint64_t{6})) return absl::DataLossError("unreadable");
        return Writes{{std::string(key), std::nullopt}};
      });
  EXPECT_EQ(BringToFormat(*fresh, stuck), absl::DataLossError("unreadable"));
  EXPECT_EQ(RowsOf(*fresh).size(), kScriptedRows) << "nothing of that commit is there";
  ASSERT_EQ(BringToFormat(*fresh, ScriptedFormats()), absl::OkStatus());
  EXPECT_EQ(RowsOf(*fresh), NewestRows());
}

TEST_P(FormatTest, OthersThatShareAStoreAreWarnedBeforeRowsChange) {
  const auto store = Oldest();
  store->PretendToBeShared();
  const auto before = RowsOf(*store);
  KnownFormats known = ScriptedFormats();
  known.notice = std::chrono::milliseconds(1);
  // The commit after the announcement fails.
  store->FailCommit(2, CommitFault::kUnknownLost);
  EXPECT_EQ(ReasonOf(BringToFormat(*store, known)), "COMMIT_UNKNOWN");
  EXPECT_EQ(RowsOf(*store), before);
  EXPECT_EQ(ReasonOf(Check(*store)), "STORE_TOO_NEW");
  const int commits = store->commits();
  ASSERT_EQ(BringToFormat(*store, known), absl::OkStatus());
  EXPECT_EQ(store->commits() - commits, kScriptedCommits + 2) << "each that changes rows, once";
  EXPECT_EQ(RowsOf(*store), NewestRows());
}

TEST_P(FormatTest, SeveralProgramsTakeTurns) {
  const auto store = Oldest();
  std::atomic<int> rewritten = 0;
  std::vector<std::thread> programs;
  for (int program = 0; program < 4; ++program) {
    programs.emplace_back(
        [&] { EXPECT_EQ(BringToFormat(*store, ScriptedFormats(&rewritten)), absl::OkStatus()); });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(RowsOf(*store), NewestRows());
  EXPECT_EQ(rewritten, 2 * static_cast<int>(kScriptedRows)) << "each row once, by one of them";
}

TEST_P(FormatTest, DataWithoutAMarkOrWithABadOneIsRefused) {
  const auto store = Oldest();
  for (const std::string& mark : {""s, "\0\0\0"s, "\0\0\0\1\0"s, "\0\0\0\0"s}) {
    const auto transaction = store->Begin();
    if (mark.empty()) {
      transaction->Delete(EncodeKey(Tag::kFormat));
    } else {
      transaction->Put(EncodeKey(Tag::kFormat), mark);
    }
    ASSERT_EQ(transaction->Commit(), absl::OkStatus());
    EXPECT_EQ(ReasonOf(BringToFormat(*store)), "STORE_DAMAGED");
    EXPECT_EQ(ReasonOf(Check(*store)), "STORE_DAMAGED");
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, FormatTest, testing::ValuesIn(Backends()),
                         [](const auto& backend) { return backend.param.name; });

}  // namespace
}  // namespace kasvu::storage
