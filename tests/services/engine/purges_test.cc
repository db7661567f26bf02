// What is left of a cohort that was archived and purged, and what its readers and writers are told.

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

#include "services/engine/anchor_chain.h"
#include "tests/services/engine/finished_season.h"

namespace kasvu::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class PurgesTest : public FinishedSeasonTest {
 protected:
  void Purge() {
    Do(&Enrolments::PurgeCohort, Purging(digest_));
    FinishPurges();
  }

  template <class Response, class Request, class Stub>
  std::string Read(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, const std::string& actor = "") {
    return ReasonOf(As(actor, method, request).status());
  }
};

TEST_F(PurgesTest, LeaveWhatTheFunderIsToldAndNothingElse) {
  ArchiveSeason();
  const auto before = GetCohort("a");
  Purge();
  // Where it lay, which anchors name it, and who shares the words on its group.
  EXPECT_THAT(RowsOf("a"),
              ElementsAre(Pair("kAnchorsByCohort", testing::_), Pair("kArchivedWords", 12),
                          Pair("kCohortsByScope", 2), Pair("kPurgedCohorts", 1)));
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
  const auto cohort = GetCohort("a");
  EXPECT_EQ(cohort.template_(), "kasvu/ekollega@1");
  EXPECT_EQ(cohort.stage(), kasvu::v1::Cohort::STAGE_CLOSED);
  EXPECT_EQ(cohort.position(), before.position());
  EXPECT_EQ(cohort.enrolments(), 12);
  EXPECT_EQ(cohort.purge().archive_digest(), digest_);
  EXPECT_EQ(cohort.purge().actor(), "operator");
  EXPECT_EQ(cohort.purge().applied(), 12);
  EXPECT_EQ(cohort.purge().joined(), 12);
  EXPECT_EQ(cohort.purge().other_ends(), 12);
  EXPECT_EQ(absl::FromUnixSeconds(cohort.purge().purge_time().seconds()), clock_.Now());
  // Also for the next start, which looks at the last anchor.
  EXPECT_TRUE(CheckLastAnchor(*store_->TakeSnapshot()).ok());
}

TEST_F(PurgesTest, AreRefusedUnlessWhatIsStoredNowWasArchived) {
  Begin(12, 1);
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging("")), "COHORT_NOT_FINISHED");
  GoTo(absl::CivilDay(2021, 6, 1));
  Close();
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging("")), "PURGE_NOT_ARCHIVED");
  Archive();
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging(std::string(64, 'a'))), "PURGE_NOT_ARCHIVED");
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging("not even hexadecimal")),
            "PURGE_NOT_ARCHIVED");
  const std::string outdated = digest_;
  // Corrections are accepted to the end.
  kasvu::v1::CorrectStepRequest correct;
  *correct.mutable_work() = Answering(Name("a", 1), "needs", "needs");
  correct.mutable_work()->clear_request_id();
  correct.set_reason("slip");
  Do(&Progress::CorrectStep, correct);
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging(outdated)), "PURGE_NOT_ARCHIVED");
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
  Archive();
  Purge();
  EXPECT_TRUE(GetCohort("a").has_purge());
}

TEST_F(PurgesTest, AreForTheOperatorAlone) {
  ArchiveSeason();
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging(digest_), kCoordinator), "NOT_ALLOWED");
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging(digest_), PersonName(1)), "NOT_ALLOWED");
}

TEST_F(PurgesTest, MayBeAskedForAgain) {
  ArchiveSeason();
  Purge();
  const auto first = GetCohort("a");
  GoTo(absl::CivilDay(2023, 1, 1));
  EXPECT_EQ(Do(&Enrolments::PurgeCohort, Purging(digest_)).SerializeAsString(),
            first.SerializeAsString());
  EXPECT_EQ(Refusal(&Enrolments::PurgeCohort, Purging(std::string(64, 'a'))), "COHORT_PURGED");
}

// The answer of the first was lost, and it is asked again before that is on the disk.
TEST_F(PurgesTest, MayBeAskedForAgainWhileTheyAreUnderWay) {
  ArchiveSeason();
  store_->HoldCommits();
  std::vector<std::future<absl::StatusOr<kasvu::v1::Cohort>>> answers;
  for (const std::string id : {"first", "again"}) {
    auto request = Purging(digest_);
    request.set_request_id(id);
    answers.push_back(std::async(
        std::launch::async, [this, request] { return As("", &Enrolments::PurgeCohort, request); }));
    while (engine_->committer().load().present < answers.size()) std::this_thread::yield();
  }
  store_->LetCommitsGo();
  const auto first = answers[0].get(), again = answers[1].get();
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(PurgesTest, AreToldOfToWhomeverItConcerns) {
  ArchiveSeason();
  Grant("persons/elsewhere", "coordinator", "regions/19");
  Purge();
  kasvu::v1::GetCohortRequest get;
  get.set_name("cohorts/a");
  EXPECT_EQ(Read(&Enrolments::GetCohort, get, kCoordinator), "");
  EXPECT_EQ(Read(&Enrolments::GetCohort, get, "persons/elsewhere"), "COHORT_NOT_FOUND");
  EXPECT_EQ(Read(&Enrolments::GetCohort, get, PersonName(1)), "COHORT_NOT_FOUND");
  for (const std::string actor : {"", kCoordinator}) {
    const auto listed = As(actor, &Enrolments::ListCohorts, kasvu::v1::ListCohortsRequest());
    ASSERT_EQ(listed->cohorts_size(), 1) << actor;
    EXPECT_EQ(listed->cohorts(0).purge().archive_digest(), digest_);
  }
  EXPECT_EQ(
      As(PersonName(1), &Enrolments::ListCohorts, kasvu::v1::ListCohortsRequest())->cohorts_size(),
      0);
}

TEST_F(PurgesTest, AreWhatEveryReaderIsTold) {
  ArchiveSeason();
  Purge();
  for (const std::string actor : {"", kCoordinator, "persons/p01"}) {
    SCOPED_TRACE(actor);
    const bool takes_part = actor == "persons/p01";
    const std::string told = takes_part ? "COHORT_NOT_FOUND" : "COHORT_PURGED";
    // Of what is for those with a mandate.
    const std::string told_above = takes_part ? "NOT_ALLOWED" : told;
    kasvu::v1::ListEnrolmentsRequest enrolments;
    enrolments.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Enrolments::ListEnrolments, enrolments, actor), told);
    kasvu::v1::GetEnrolmentRequest enrolment;
    enrolment.set_name(Name("a", 1));
    EXPECT_EQ(Read(&Enrolments::GetEnrolment, enrolment, actor), told);
    kasvu::v1::ListGroupsRequest groups;
    groups.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Enrolments::ListGroups, groups, actor), told);
    kasvu::v1::ListLinksRequest links;
    links.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Enrolments::ListLinks, links, actor), told);
    kasvu::v1::ListHistoryRequest history;
    history.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Enrolments::ListHistory, history, actor), told_above);
    kasvu::v1::VerifyHistoryRequest verify;
    verify.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Enrolments::VerifyHistory, verify, actor), told_above);
    EXPECT_EQ(Archive("a", actor), told_above);
    kasvu::v1::GetCohortProgressRequest progress;
    progress.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Progress::GetCohortProgress, progress, actor), told);
    kasvu::v1::GetProgressRequest one;
    one.set_name(Name("a", 1));
    EXPECT_EQ(Read(&Progress::GetProgress, one, actor), takes_part ? "ENROLMENT_NOT_FOUND" : told);
    kasvu::v1::ListWorkItemsRequest work;
    work.set_cohort("cohorts/a");
    EXPECT_EQ(Read(&Progress::ListWorkItems, work, actor), told);
  }
  EXPECT_EQ(Read(&Progress::ListWorkItems, kasvu::v1::ListWorkItemsRequest(), PersonName(1)), "");
}

TEST_F(PurgesTest, AreWhatEveryWriterIsTold) {
  ArchiveSeason();
  auto step = Answering(Name("a", 1), "after", "after");
  Purge();
  EXPECT_EQ(Refusal(&Progress::RecordStep, step), "COHORT_PURGED");
  EXPECT_EQ(Refusal(&Progress::RecordStep, step, kCoordinator), "COHORT_PURGED");
  EXPECT_EQ(Refusal(&Progress::RecordStep, step, PersonName(1)), "COHORT_NOT_FOUND");
  kasvu::v1::CloseCohortRequest close;
  close.set_name("cohorts/a");
  EXPECT_EQ(Refusal(&Enrolments::CloseCohort, close), "COHORT_PURGED");
  auto again = NewCohort("a");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, again), "COHORT_EXISTS") << "an id is never anew";
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

TEST_F(PurgesTest, EndTheStreamsOfThoseWhoWatch) {
  ArchiveSeason();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  kasvu::v1::WatchCohortRequest request;
  request.set_cohort("cohorts/a");
  request.set_position(GetCohort("a").position());
  const auto reader = enrolments_->WatchCohort(&context, request);
  Purge();
  kasvu::v1::CohortChange change;
  EXPECT_FALSE(reader->Read(&change));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::FAILED_PRECONDITION);
}

TEST_F(PurgesTest, LetOthersGoOnAndAreAnchoredWithThem) {
  ArchiveSeason();
  EnrolInGroups("b", 12, 1);
  Purge();
  Do(&Progress::RecordStep, Signing(Name("b", 1), "joining.ground-rules"));
  Restart();
  Do(&Progress::RecordStep, Signing(Name("b", 2), "joining.ground-rules"));
  Restart();
  Verify("b");
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

// Whoever comes at the same time is either there before the purge, which is refused then, or after.
TEST_F(PurgesTest, RaceWithWritersAndLeaveNothingBehind) {
  ArchiveSeason();
  std::vector<std::thread> writers;
  std::atomic<int> recorded = 0, told = 0, other = 0;
  for (int i = 1; i <= 8; ++i) {
    kasvu::v1::CorrectStepRequest correct;
    *correct.mutable_work() = Answering(Name("a", i), "needs", "needs");
    correct.mutable_work()->clear_request_id();
    correct.set_reason("slip");
    correct.set_request_id("race-" + std::to_string(i));
    writers.emplace_back([&, correct] {
      const auto answer = services::CallAs("", *progress_, &Progress::CorrectStep, correct);
      const std::string reason = ReasonOf(answer.status());
      ++(answer.ok() ? recorded : reason == "COHORT_PURGED" ? told : other);
    });
  }
  auto request = Purging(digest_);
  request.set_request_id("race");
  const auto purged = As("", &Enrolments::PurgeCohort, request);
  for (std::thread& writer : writers) writer.join();
  FinishPurges();
  EXPECT_EQ(other, 0);
  EXPECT_EQ(purged.ok(), recorded == 0) << recorded << " " << purged.status();
  EXPECT_EQ(ReasonOf(purged.status()), recorded == 0 ? "" : "PURGE_NOT_ARCHIVED");
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

// What was archived is not all any more: a correction is on its way to the disk.
TEST_F(PurgesTest, AreRefusedForWhatIsUnderWay) {
  ArchiveSeason();
  kasvu::v1::CorrectStepRequest correct;
  *correct.mutable_work() = Answering(Name("a", 1), "needs", "needs");
  correct.mutable_work()->clear_request_id();
  correct.set_reason("slip");
  correct.set_request_id("correct");
  auto purge = Purging(digest_);
  purge.set_request_id("purge");
  store_->HoldCommits();
  auto corrected = std::async(std::launch::async,
                              [&] { return As("", &Progress::CorrectStep, correct).status(); });
  store_->AwaitHeldCommit();
  auto purged = std::async(std::launch::async,
                           [&] { return As("", &Enrolments::PurgeCohort, purge).status(); });
  while (engine_->committer().load().present < 2) std::this_thread::yield();
  store_->LetCommitsGo();
  EXPECT_TRUE(corrected.get().ok());
  EXPECT_EQ(ReasonOf(purged.get()), "PURGE_NOT_ARCHIVED");
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

// A row that a purge has left, and one of a cohort that is there beside what stayed of it.
TEST_F(PurgesTest, AreFoundWantingWhenAnythingIsLeft) {
  ArchiveSeason();
  const auto enrolment = *kEnrolmentTable.Get(*store_->TakeSnapshot(), {"a", 3});
  const auto head = *kHeadTable.Get(*store_->TakeSnapshot(), {"a"});
  Purge();
  CloseEngine();
  const auto put = [&](const std::function<void(storage::Transaction&)>& change) {
    const auto copy = CopyOf(*store_);
    const auto transaction = copy->Begin();
    change(*transaction);
    EXPECT_TRUE(transaction->Commit().ok());
    return FaultsIn(*copy);
  };
  EXPECT_THAT(put([&](storage::Transaction& t) {
                EXPECT_TRUE(kEnrolmentTable.Insert(t, {"a", 3}, enrolment).ok());
              }),
              ElementsAre("COHORT_MISSING kEnrolments cohort a, enrolment 3"));
  EXPECT_THAT(
      put([&](storage::Transaction& t) { EXPECT_TRUE(kHeadTable.Insert(t, {"a"}, head).ok()); }),
      testing::Contains("STATE_UNEXPECTED kCohortHeads cohort a"));
  EXPECT_THAT(
      put([&](storage::Transaction& t) { EXPECT_TRUE(kPurgedTable.Delete(t, {"a"}).ok()); }),
      testing::Contains("STATE_UNEXPECTED kArchivedWords person persons/p01, cohort a"));
  EXPECT_THAT(put([&](storage::Transaction& t) {
                auto purged = *kPurgedTable.Get(t, {"a"});
                purged.set_hash("another");
                EXPECT_TRUE(kPurgedTable.Update(t, {"a"}, purged).ok());
              }),
              testing::Contains(testing::StartsWith("HISTORY_BROKEN kHistory cohort a")));
}

}  // namespace
}  // namespace kasvu::engine
