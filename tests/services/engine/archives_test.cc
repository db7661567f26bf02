// What is in the archive of a finished cohort, and when there is none.

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "archives/open_archive.h"
#include "services/engine/archive.h"
#include "services/engine/inspect_archive.h"
#include "tests/services/engine/finished_season.h"

namespace kasvu::engine {
namespace {

using ::testing::ElementsAre;

class ArchivesTest : public FinishedSeasonTest {};

TEST_F(ArchivesTest, HoldEverythingThatTheHistoryLeadsTo) {
  PlaySeason();
  const std::string bytes = Archive();
  const auto inspected = InspectArchive(bytes);
  ASSERT_TRUE(inspected.ok()) << inspected.status();
  EXPECT_EQ(inspected->header().cohort().name(), "cohorts/a");
  EXPECT_EQ(inspected->header().cohort().template_(), "kasvu/ekollega@1");
  EXPECT_EQ(inspected->header().cohort().enrolments(), 12);
  EXPECT_EQ(inspected->records(), Verify("a"));
  EXPECT_EQ(inspected->digest(), digest_);
  EXPECT_EQ(inspected->ends().at("incomplete"), 12);
  EXPECT_GT(inspected->anchors(), 0);
  EXPECT_EQ(bytes.find("An example of a note"), std::string::npos) << "words stay sealed";
  std::set<std::string> tables;
  const auto opened = archives::OpenArchive(bytes, [&](std::string_view key, std::string_view) {
    storage::Tag tag{};
    EXPECT_TRUE(storage::TakePart(key, tag).ok());
    tables.insert(services::TableName(tag));
    return absl::OkStatus();
  });
  EXPECT_TRUE(opened.ok());
  EXPECT_THAT(tables, ElementsAre("kAuditAnchors", "kCohortHeads", "kCohorts", "kEngineCounters",
                                  "kEngineMeta", "kEnrolments", "kGroups", "kHistory", "kLinks",
                                  "kPinnedVersions"));
}

TEST_F(ArchivesTest, AreTheSameForTheSameState) {
  PlaySeason();
  const std::string bytes = Archive();
  EXPECT_TRUE(Archive() == bytes);
  // The clock, other cohorts and whatever is anchored meanwhile are no part of it.
  Do(&Enrolments::CreateCohort, NewCohort("other"));
  GoTo(absl::CivilDay(2023, 6, 1));
  Restart();
  EXPECT_TRUE(Archive() == bytes);
}

TEST_F(ArchivesTest, AreMadeOfWhatIsOverAlone) {
  EXPECT_EQ(Archive(), "COHORT_NOT_FOUND");
  Begin(12, 1);
  EXPECT_EQ(Archive(), "COHORT_NOT_FINISHED");
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  kasvu::v1::CancelCohortRequest cancel;
  cancel.set_name("cohorts/b");
  Do(&Enrolments::CancelCohort, cancel);
  const std::string bytes = Archive("b");
  const auto inspected = InspectArchive(bytes);
  EXPECT_TRUE(inspected.ok()) << bytes.substr(0, 30) << inspected.status();
}

TEST_F(ArchivesTest, AreForThoseWhoCoordinate) {
  Grant("persons/coordinator", "coordinator", "regions/02");
  Grant("persons/elsewhere", "coordinator", "regions/19");
  PlaySeason();
  EXPECT_EQ(Archive("a", "persons/elsewhere"), "COHORT_NOT_FOUND");
  EXPECT_EQ(Archive("a", PersonName(1)), "NOT_ALLOWED");
  EXPECT_TRUE(InspectArchive(Archive("a", "persons/coordinator")).ok());
}

TEST_F(ArchivesTest, ComeInPartsOfWhatsoeverSize) {
  PlaySeason();
  // A record that is larger than any part.
  const auto transaction = store_->Begin();
  ASSERT_TRUE(
      kPinnedTable.Upsert(*transaction, {GetCohort("a").digest()}, std::string(3'500'000, 'x'))
          .ok());
  ASSERT_TRUE(transaction->Commit().ok());
  const std::string bytes = Archive();
  ASSERT_GT(bytes.size(), 3'500'000u);
  uint64_t rows = 0;
  const auto opened = archives::OpenArchive(bytes, [&](std::string_view, std::string_view) {
    ++rows;
    return absl::OkStatus();
  });
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(opened->rows, rows);
  EXPECT_EQ(*ArchiveDigest(*store_->TakeSnapshot(), "a"), opened->digest);
}

TEST_F(ArchivesTest, BeginAgainWhenTheCohortHasChanged) {
  PlaySeason();
  const auto snapshot = store_->TakeSnapshot();
  const auto part = ReadArchive(*snapshot, "a", "");
  ASSERT_TRUE(part.ok());
  EXPECT_EQ(ReasonOf(ReadArchive(*snapshot, "a", "nonsense").status()), "PAGE_TOKEN_INVALID");
  const auto place = [](const std::string& end) {
    std::string bytes;
    for (const std::string& word : {end, std::string(32, 'd'), std::string()}) {
      storage::AppendPart(bytes, word);
    }
    storage::AppendPart(bytes, uint32_t{0});
    return bytes;
  };
  const auto head = *kHeadTable.Get(*snapshot, {"a"});
  EXPECT_TRUE(ReadArchive(*snapshot, "a", place(head.hash())).ok());
  EXPECT_EQ(ReasonOf(ReadArchive(*snapshot, "a", place("another end")).status()),
            "ARCHIVE_OUTDATED");
}

TEST_F(ArchivesTest, AreRefusedWhenAnyByteIsAnother) {
  PlaySeason();
  const std::string bytes = Archive();
  const auto open = [](const std::string& changed) {
    return ReasonOf(archives::OpenArchive(changed, [](std::string_view, std::string_view) {
                      return absl::OkStatus();
                    }).status());
  };
  EXPECT_EQ(open(bytes), "");
  for (size_t i = 0; i < bytes.size(); i += i < 2000 || i + 2000 > bytes.size() ? 1 : 97) {
    std::string changed = bytes;
    changed[i] ^= 0x01;
    ASSERT_EQ(open(changed), "ARCHIVE_DAMAGED") << "byte " << i;
  }
  for (size_t size = 0; size < bytes.size(); size += size < 2000 ? 1 : 971) {
    ASSERT_EQ(open(bytes.substr(0, size)), "ARCHIVE_DAMAGED") << "cut off at " << size;
  }
  EXPECT_EQ(open(bytes + bytes.back()), "ARCHIVE_DAMAGED");
}

// Rows that were changed and hashed anew: the history says what they should be.
TEST_F(ArchivesTest, AreRefusedWhenTheirStatesDoNotFollowFromTheirHistory) {
  PlaySeason();
  const auto copy = CopyOf(*store_);
  const auto transaction = copy->Begin();
  auto enrolment = *kEnrolmentTable.Get(*transaction, {"a", 3});
  enrolment.set_end("completed");
  ASSERT_TRUE(kEnrolmentTable.Update(*transaction, {"a", 3}, enrolment).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  ASSERT_TRUE(AnchorEnd(*copy, "a", clock_.Now()).ok());
  const auto part = ReadArchive(*copy->TakeSnapshot(), "a", "");
  ASSERT_TRUE(part.ok()) << part.status();
  ASSERT_EQ(part->place, "") << "all in one part";
  EXPECT_EQ(ReasonOf(InspectArchive(part->content).status()), "HISTORY_BROKEN");
}

}  // namespace
}  // namespace kasvu::engine
