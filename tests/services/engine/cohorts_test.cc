// Cohorts through the engine's services.

#include "tests/services/engine/engine_in_process.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Cohort;

class CohortsTest : public EngineTest {};

TEST_F(CohortsTest, AreCreatedOnAPinnedVersion) {
  const Cohort cohort = Do(&Enrolments::CreateCohort, NewCohort("ekollega-2021"));
  EXPECT_EQ(cohort.name(), "cohorts/ekollega-2021");
  EXPECT_EQ(cohort.template_(), "kasvu/ekollega@1");
  EXPECT_EQ(cohort.digest().size(), 64u);
  EXPECT_EQ(cohort.stage(), Cohort::STAGE_ENROLLING);
  EXPECT_EQ(cohort.time_zone(), "Europe/Helsinki");
  EXPECT_EQ(cohort.start_date(), "2021-02-01");
  EXPECT_EQ(cohort.position(), 1u);
  EXPECT_EQ(GetCohort("ekollega-2021").DebugString(), cohort.DebugString());
  EXPECT_EQ(Verify("ekollega-2021"), 1u);
}

TEST_F(CohortsTest, TakeTheNewestVersionWithoutANumber) {
  EXPECT_EQ(Do(&Enrolments::CreateCohort, NewCohort("a", "kasvu/ekollega")).template_(),
            "kasvu/ekollega@1");
}

TEST_F(CohortsTest, AreRefusedWithAReason) {
  Do(&Enrolments::CreateCohort, NewCohort("a"));
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("a")), "COHORT_EXISTS");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("b", "kasvu/nothing@1")),
            "TEMPLATE_NOT_FOUND");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("b", "kasvu/joining@1")),
            "TEMPLATE_NOT_FOUND");
  auto request = NewCohort("b");
  request.mutable_cohort()->set_time_zone("Europe/Atlantis");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, request), "UNKNOWN_TIME_ZONE");
  request = NewCohort("b");
  (*request.mutable_cohort()->mutable_params())["nothing"] = 3;
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, request), "PARAM_OUT_OF_RANGE");
  kasvu::v1::GetCohortRequest get;
  get.set_name("cohorts/b");
  EXPECT_EQ(ReasonOf(As("", &Enrolments::GetCohort, get).status()), "COHORT_NOT_FOUND");
}

TEST_F(CohortsTest, AreCreatedOnceForOneRequest) {
  const auto request = NewCohort("a");
  const Cohort first = Do(&Enrolments::CreateCohort, request);
  EXPECT_EQ(Do(&Enrolments::CreateCohort, request).DebugString(), first.DebugString());
  auto other = request;
  other.mutable_cohort()->set_title("Another");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, other), "REQUEST_ID_REUSED");
  EXPECT_EQ(Verify("a"), 1u);
}

TEST_F(CohortsTest, StartByThemselvesAtTheirStartDate) {
  Do(&Enrolments::CreateCohort, NewCohort("a"));
  GoTo(absl::CivilDay(2021, 1, 31));
  EXPECT_EQ(GetCohort("a").stage(), Cohort::STAGE_ENROLLING);
  GoTo(absl::CivilDay(2021, 2, 1));
  const Cohort cohort = GetCohort("a");
  EXPECT_EQ(cohort.stage(), Cohort::STAGE_RUNNING);
  // Midnight in Finland.
  EXPECT_EQ(cohort.start_time().seconds(), 1'612'130'400);
  EXPECT_EQ(cohort.position(), 2u);
  EXPECT_EQ(Verify("a"), 2u);
}

TEST_F(CohortsTest, AreShownAsTimeHasSettledThemBeforeItIsWritten) {
  Do(&Enrolments::CreateCohort, NewCohort("a"));
  ASSERT_TRUE(clock_.Set(absl::FromUnixSeconds(1'612'170'000)).ok());
  EXPECT_EQ(GetCohort("a").stage(), Cohort::STAGE_RUNNING);
}

TEST_F(CohortsTest, StartByHandAreRescheduledAndCancelled) {
  Do(&Enrolments::CreateCohort, NewCohort("a"));
  kasvu::v1::RescheduleCohortRequest reschedule;
  reschedule.set_name("cohorts/a");
  reschedule.set_start_date("2021-03-01");
  EXPECT_EQ(Do(&Enrolments::RescheduleCohort, reschedule).start_date(), "2021-03-01");
  kasvu::v1::StartCohortRequest start;
  start.set_name("cohorts/a");
  EXPECT_EQ(Do(&Enrolments::StartCohort, start).stage(), Cohort::STAGE_RUNNING);
  EXPECT_EQ(Refusal(&Enrolments::StartCohort, start), "COHORT_STARTED");
  kasvu::v1::CancelCohortRequest cancel;
  cancel.set_name("cohorts/a");
  EXPECT_EQ(Refusal(&Enrolments::CancelCohort, cancel), "COHORT_STARTED");
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  cancel.set_name("cohorts/b");
  EXPECT_EQ(Do(&Enrolments::CancelCohort, cancel).stage(), Cohort::STAGE_CANCELLED);
  Verify("a");
  Verify("b");
}

TEST_F(CohortsTest, AreListedInPages) {
  for (const char* id : {"c", "a", "b"}) Do(&Enrolments::CreateCohort, NewCohort(id));
  kasvu::v1::ListCohortsRequest request;
  request.set_page_size(2);
  const auto first = As("", &Enrolments::ListCohorts, request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->cohorts_size(), 2);
  EXPECT_EQ(first->cohorts(1).name(), "cohorts/b");
  request.set_page_token(first->next_page_token());
  const auto second = As("", &Enrolments::ListCohorts, request);
  ASSERT_TRUE(second.ok());
  ASSERT_EQ(second->cohorts_size(), 1);
  EXPECT_EQ(second->cohorts(0).name(), "cohorts/c");
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(CohortsTest, GoOnWhileTheCatalogueIsDown) {
  Enrol("a", 3);
  CloseEngine();
  catalogue_server_.reset();
  OpenEngine();
  EXPECT_EQ(GetCohort("a").enrolments(), 3);
  EXPECT_EQ(Do(&Enrolments::CreateCohort, NewCohort("b")).template_(), "kasvu/ekollega@1");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("c", "kasvu/kasvu-digi@1")),
            "CATALOGUE_UNREACHABLE");
}

TEST_F(CohortsTest, BelongToWhoeverCoordinatesThem) {
  Grant("persons/near", "coordinator", "regions/02");
  Grant("persons/far", "coordinator", "regions/19");
  Grant("persons/owner", "coordinator", "organisations/humak");
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("a"), "persons/far"), "NOT_ALLOWED");
  ASSERT_TRUE(As("persons/near", &Enrolments::CreateCohort, NewCohort("a")).ok());
  kasvu::v1::StartCohortRequest start;
  start.set_name("cohorts/a");
  EXPECT_EQ(Refusal(&Enrolments::StartCohort, start, "persons/far"), "COHORT_NOT_FOUND");
  start.set_request_id("by-the-owner");
  EXPECT_TRUE(As("persons/owner", &Enrolments::StartCohort, start).ok());
  kasvu::v1::ListCohortsRequest list;
  EXPECT_EQ(As("persons/near", &Enrolments::ListCohorts, list)->cohorts_size(), 1);
  EXPECT_EQ(As("persons/far", &Enrolments::ListCohorts, list)->cohorts_size(), 0);
}

}  // namespace
}  // namespace kasvu::engine
