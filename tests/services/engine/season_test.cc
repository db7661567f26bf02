// Whole seasons through the engine's services.

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Enrolment;

absl::CivilDay DayOf(const google::protobuf::Timestamp& time) {
  return absl::ToCivilDay(absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
}

TEST_F(SeasonTest, IsPlayedToItsEnd) {
  Begin(20, 2);
  Verify("a");
  const auto sessions = Sessions();
  ASSERT_EQ(sessions.size(), 5u);
  for (const auto& session : sessions) {
    GoTo(DayOf(session.start_time()) + 1);
    for (const char* group : {"g1", "g2"}) {
      const auto taken = Do(&Progress::RecordAttendance,
                            Attendance(std::string("cohorts/a/groups/") + group, session.step()));
      EXPECT_EQ(taken.session().state(), kasvu::v1::SessionDate::STATE_HELD);
      EXPECT_EQ(taken.session().present(), 10);
    }
    Verify("a");
  }
  EXPECT_EQ(GetEnrolment("a", 1).stage(), Enrolment::STAGE_ACTIVE);
  for (int i = 1; i <= 19; ++i) {
    const auto recorded = Do(&Progress::RecordStep, Answering(Name("a", i), "after", "after"));
    EXPECT_EQ(recorded.enrolment().stage(), Enrolment::STAGE_ENDED);
    EXPECT_EQ(recorded.enrolment().end(), "completed");
    EXPECT_EQ(recorded.step().state(), kasvu::v1::STATE_DONE);
  }
  kasvu::v1::CloseCohortRequest close;
  close.set_name("cohorts/a");
  Do(&Enrolments::CloseCohort, close);
  EXPECT_EQ(GetEnrolment("a", 20).end_kind(), kasvu::v1::END_KIND_INCOMPLETE);
  const uint64_t records = Verify("a");

  Restart();
  EXPECT_EQ(Verify("a"), records);
  EXPECT_EQ(GetEnrolment("a", 7).end(), "completed");
  kasvu::v1::GetCohortProgressRequest progress;
  progress.set_cohort("cohorts/a");
  const auto table = As("", &Progress::GetCohortProgress, progress);
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_EQ(table->funnel().completed(), 19);
  EXPECT_EQ(table->rows_size(), 20);
}

TEST_F(SeasonTest, AbsenceIsCorrectedByTakingAttendanceAgain) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 2));
  auto taken = Do(&Progress::RecordAttendance,
                  Attendance("cohorts/a/groups/g1", "session/trust", {"e2", Name("a", 3)}));
  EXPECT_EQ(taken.session().present(), 8);
  EXPECT_EQ(taken.session().absent(), 2);
  taken =
      Do(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/trust", {"e2"}));
  EXPECT_EQ(taken.session().absent(), 1);
  kasvu::v1::GetProgressRequest get;
  get.set_name(Name("a", 3));
  const auto progress = As("", &Progress::GetProgress, get);
  ASSERT_TRUE(progress.ok());
  for (const auto& step : progress->steps()) {
    if (step.step() != "session/trust") continue;
    EXPECT_EQ(step.state(), kasvu::v1::STATE_DONE);
  }
  EXPECT_EQ(
      Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/nothing")),
      "STEP_UNKNOWN");
  EXPECT_EQ(
      Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g9", "session/trust")),
      "GROUP_NOT_FOUND");
  EXPECT_EQ(
      Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/goals")),
      "OCCURRED_IN_FUTURE");
  Verify("a");
}

TEST_F(SeasonTest, PairsRotateEndAndAreListed) {
  Begin(10, 1);
  kasvu::v1::RotateLinksRequest rotate;
  rotate.set_cohort("cohorts/a");
  rotate.set_link("pair");
  rotate.set_item("trust");
  rotate.set_validate_only(true);
  const uint64_t before = GetCohort("a").position();
  EXPECT_EQ(Do(&Enrolments::RotateLinks, rotate).links_size(), 5);
  EXPECT_EQ(GetCohort("a").position(), before);
  rotate.set_validate_only(false);
  const auto rotated = Do(&Enrolments::RotateLinks, rotate);
  ASSERT_EQ(rotated.links_size(), 5);
  EXPECT_EQ(rotated.links(0).enrolments_size(), 2);
  EXPECT_EQ(Refusal(&Enrolments::RotateLinks, rotate), "LINK_EXISTS");
  kasvu::v1::ListLinksRequest list;
  list.set_cohort("cohorts/a");
  list.set_enrolment("e1");
  EXPECT_EQ(As("", &Enrolments::ListLinks, list)->links_size(), 1);
  kasvu::v1::EndLinkRequest end;
  end.set_name(rotated.links(0).name());
  end.set_reason("moved-away");
  EXPECT_EQ(Do(&Enrolments::EndLink, end).reason(), "moved-away");
  list.clear_enrolment();
  EXPECT_EQ(As("", &Enrolments::ListLinks, list)->links_size(), 4);
  list.set_ended(true);
  EXPECT_EQ(As("", &Enrolments::ListLinks, list)->links_size(), 5);
  Verify("a");
}

TEST_F(SeasonTest, EnrolmentsPauseResumeWithdrawAndReturn) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 2));
  EXPECT_EQ(GetEnrolment("a", 1).stage(), Enrolment::STAGE_ACTIVE);
  kasvu::v1::PauseEnrolmentRequest pause;
  pause.set_name(Name("a", 1));
  EXPECT_EQ(Do(&Enrolments::PauseEnrolment, pause).stage(), Enrolment::STAGE_PAUSED);
  EXPECT_EQ(Refusal(&Enrolments::PauseEnrolment, pause), "WRONG_STATE");
  GoTo(absl::CivilDay(2021, 2, 9));
  kasvu::v1::ResumeEnrolmentRequest resume;
  resume.set_name(Name("a", 1));
  EXPECT_EQ(Do(&Enrolments::ResumeEnrolment, resume).stage(), Enrolment::STAGE_ACTIVE);
  kasvu::v1::WithdrawEnrolmentRequest withdraw;
  withdraw.set_name(Name("a", 1));
  withdraw.set_reason("pauses-business");
  const Enrolment gone = Do(&Enrolments::WithdrawEnrolment, withdraw);
  EXPECT_EQ(gone.end_kind(), kasvu::v1::END_KIND_WITHDRAWN);
  EXPECT_EQ(gone.reason(), "pauses-business");
  Verify("a");
  kasvu::v1::ReturnEnrolmentRequest back;
  back.set_name(Name("a", 1));
  EXPECT_EQ(Do(&Enrolments::ReturnEnrolment, back).stage(), Enrolment::STAGE_ACTIVE);
  Verify("a");
}

TEST_F(SeasonTest, ComesToTheSameWheneverTimeIsSettled) {
  for (const char* id : {"often", "seldom"}) EnrolInGroups(id, 12, 1);
  // Both see the same days; one is asked after on each of them, the other only at the end.
  for (absl::CivilDay day(2021, 1, 20); day < absl::CivilDay(2021, 9, 1); day += 9) {
    ASSERT_TRUE(clock_.Set(absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(9)).ok());
    kasvu::v1::PauseEnrolmentRequest refused;
    refused.set_name("cohorts/often/enrolments/e99");
    EXPECT_EQ(Refusal(&Enrolments::PauseEnrolment, refused), "ENROLMENT_NOT_FOUND");
  }
  GoTo(absl::CivilDay(2021, 9, 2));
  const auto snapshot = store_->TakeSnapshot();
  auto often = *LoadCohort(*snapshot, engine_->programs(), "often", absl::InfinitePast());
  auto seldom = *LoadCohort(*snapshot, engine_->programs(), "seldom", absl::InfinitePast());
  EXPECT_GT(often.head.position(), seldom.head.position());
  seldom.image.cohort.set_id("often");
  EXPECT_EQ(often.image.cohort.DebugString(), seldom.image.cohort.DebugString());
  ASSERT_EQ(often.image.enrolments.size(), seldom.image.enrolments.size());
  for (const auto& [ordinal, enrolment] : often.image.enrolments) {
    EXPECT_EQ(enrolment.DebugString(), seldom.image.enrolments[ordinal].DebugString());
  }
  Verify("often");
  Verify("seldom");
}

}  // namespace
}  // namespace kasvu::engine
