// A season of eKollega that is over, for tests of what becomes of it then.
#pragma once

#include <string>
#include <vector>

#include "services/common/row_words.h"
#include "services/engine/check_store.h"
#include "services/engine/inspect_archive.h"
#include "tests/services/engine/season.h"
#include "tests/services/engine/told_faults.h"

namespace kasvu::engine {

// A store in memory with the same rows.
inline std::unique_ptr<storage::FaultyStore> CopyOf(storage::Store& store) {
  storage::Writes rows;
  EXPECT_TRUE(store.TakeSnapshot()
                  ->Scan(storage::KeyRange::Prefix(""),
                         [&](std::string_view key, std::string_view value) {
                           rows.emplace(key, std::string(value));
                           return true;
                         })
                  .ok());
  auto copy = storage::NewMemoryStore();
  EXPECT_TRUE(copy->Begin()->CommitWith(rows).ok());
  return std::make_unique<storage::FaultyStore>(std::move(copy));
}

class FinishedSeasonTest : public SeasonTest {
 protected:
  static constexpr char kCoordinator[] = "persons/coordinator";

  // `a`, closed: with a note on its group, one on a pair and one on a person.
  void PlaySeason() {
    Begin(12, 1);
    GoTo(absl::CivilDay(2021, 2, 2));
    auto attendance = Attendance("cohorts/a/groups/g1", "session/trust");
    attendance.set_note("An example of a note on a group.");
    Do(&Progress::RecordAttendance, attendance);
    kasvu::v1::RotateLinksRequest rotate;
    rotate.set_cohort("cohorts/a");
    rotate.set_link("pair");
    rotate.set_item("trust");
    Do(&Enrolments::RotateLinks, rotate);
    GoTo(absl::CivilDay(2021, 2, 5));
    auto exercise = Step(Name("a", 1), "exercise/trust");
    exercise.mutable_done();
    exercise.set_note("An example of a note on a person.");
    Do(&Progress::RecordStep, exercise);
    GoTo(absl::CivilDay(2021, 6, 1));
    Close();
  }

  void Close() {
    kasvu::v1::CloseCohortRequest close;
    close.set_name("cohorts/a");
    Do(&Enrolments::CloseCohort, close);
    GoTo(absl::CivilDay(2022, 6, 1));
  }

  // Its archive, fetched part by part; the reason when it was refused.
  std::string Archive(const std::string& cohort = "a", const std::string& actor = "") {
    kasvu::v1::ArchiveCohortRequest request;
    request.set_name("cohorts/" + cohort);
    std::string bytes;
    while (true) {
      const auto part = As(actor, &Enrolments::ArchiveCohort, request);
      if (!part.ok()) return ReasonOf(part.status());
      bytes += part->content();
      digest_ = part->digest();
      if (part->next_page_token().empty()) return bytes;
      request.set_page_token(part->next_page_token());
    }
  }

  // `a` in the archive, ready to be purged.
  void ArchiveSeason() {
    Grant(kCoordinator, "coordinator", "regions/02");
    PlaySeason();
    ASSERT_TRUE(InspectArchive(Archive()).ok());
  }

  kasvu::v1::PurgeCohortRequest Purging(const std::string& digest) {
    kasvu::v1::PurgeCohortRequest request;
    request.set_name("cohorts/a");
    request.set_archive_digest(digest);
    return request;
  }

  void FinishPurges() {
    const absl::Status finished = engine_->purger().FinishAll();
    EXPECT_TRUE(finished.ok()) << finished;
  }

  static std::vector<std::string> FaultsIn(storage::Store& store) {
    ToldFaults faults;
    CheckStore(store, faults);
    return faults.told();
  }

  // How many rows of the store speak of the cohort, by table.
  std::map<std::string, int> RowsOf(const std::string& cohort) {
    std::map<std::string, int> rows;
    const std::string part = cohort + std::string("\0\0", 2);
    EXPECT_TRUE(store_->TakeSnapshot()
                    ->Scan(storage::KeyRange::Prefix(""),
                           [&](std::string_view key, std::string_view) {
                             if (key.find(part) == std::string_view::npos) return true;
                             storage::Tag tag{};
                             EXPECT_TRUE(storage::TakePart(key, tag).ok());
                             ++rows[services::TableName(tag)];
                             return true;
                           })
                    .ok());
    return rows;
  }

  std::string digest_;  // of the last archive
};

}  // namespace kasvu::engine
