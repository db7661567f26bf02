// The life of a cohort: created, started, moved to another day, closed, cancelled.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

using storage::v1::COHORT_STAGE_AFTERCARE;
using storage::v1::COHORT_STAGE_CANCELLED;
using storage::v1::COHORT_STAGE_CLOSED;
using storage::v1::COHORT_STAGE_ENROLLING;
using storage::v1::COHORT_STAGE_PLANNED;
using storage::v1::COHORT_STAGE_RUNNING;
using storage::v1::OCCURRENCE_STATE_CANCELLED;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

RescheduleCohort To(int year, int month, int day) {
  return RescheduleCohort{absl::CivilDay(year, month, day)};
}

// Every command in every stage of a cohort.
TEST(CohortTest, FollowsTheTable) {
  struct Case {
    storage::v1::CohortStage stage;
    const char* start;
    const char* reschedule;
    const char* close;
    const char* cancel;
  };
  const Case cases[] = {
      {COHORT_STAGE_PLANNED, "", "", "COHORT_NOT_STARTED", ""},
      {COHORT_STAGE_ENROLLING, "", "", "COHORT_NOT_STARTED", ""},
      {COHORT_STAGE_RUNNING, "COHORT_STARTED", "COHORT_STARTED", "", "COHORT_STARTED"},
      {COHORT_STAGE_AFTERCARE, "COHORT_OVER", "COHORT_OVER", "COHORT_OVER", "COHORT_OVER"},
      {COHORT_STAGE_CLOSED, "COHORT_OVER", "COHORT_OVER", "COHORT_OVER", "COHORT_OVER"},
      {COHORT_STAGE_CANCELLED, "COHORT_OVER", "COHORT_OVER", "COHORT_OVER", "COHORT_OVER"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.stage);
    const auto reason = [&](auto command) {
      CohortBuilder cohort = BeforeTheSeason();
      cohort.Stage(one.stage);
      return ReasonOf(cohort.Do(command).status());
    };
    EXPECT_EQ(reason(StartCohort{}), one.start);
    EXPECT_EQ(reason(To(2021, 3, 1)), one.reschedule);
    EXPECT_EQ(reason(CloseCohort{}), one.close);
    EXPECT_EQ(reason(CancelCohort{}), one.cancel);
  }
}

TEST(CreateCohortTest, TakesWhatDescribesItAndNothingElse) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.bent().cohort.Clear();
  CreateCohort command{CohortFrom(kSeasonStart)};
  command.cohort.set_title("Kevät");
  command.cohort.set_enrolments(7);
  command.cohort.set_started_at(7);
  (*command.cohort.mutable_params())["weeks"] = 4;
  EXPECT_THAT(Lines(cohort.Do(command)->events), ElementsAre("CohortCreated"));
  const auto& created = cohort.image().cohort;
  EXPECT_EQ(created.stage(), COHORT_STAGE_ENROLLING);
  EXPECT_EQ(created.title(), "Kevät");
  EXPECT_EQ(created.params().at("weeks"), 4);
  EXPECT_EQ(created.created_at(), absl::ToUnixMicros(cohort.now()));
  EXPECT_EQ(created.enrolments(), 0u);
  EXPECT_EQ(created.started_at(), 0);
  EXPECT_EQ(ReasonOf(cohort.Do(command).status()), "COHORT_EXISTS");
}

TEST(StartCohortTest, StartsItByHand) {
  CohortBuilder cohort = BeforeTheSeason();
  const auto decision = cohort.Do(StartCohort{});
  EXPECT_THAT(Lines(decision->events), ElementsAre("CohortStarted"));
  EXPECT_TRUE(decision->events[0].cohort_started().by_hand());
  EXPECT_EQ(cohort.image().cohort.stage(), COHORT_STAGE_RUNNING);
}

// A week later: all that was planned, what was moved keeps its distance and hour, also over the
// change of the clocks, and what was cancelled or has no date stays.
TEST(RescheduleCohortTest, MovesTheSessionsAlong) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Form(cohort.Enrol(2, kAccepted));
  ASSERT_TRUE(cohort.Do(MoveSession{1, "session/two", At(2021, 2, 10, 17), {}, ""}).ok());
  ASSERT_TRUE(cohort.Do(MoveSession{1, "lunch/two", At(2021, 2, 12, 11), {}, ""}).ok());
  ASSERT_TRUE(cohort.Do(CancelSession{1, "session/three", ""}).ok());
  const auto decision = cohort.Do(To(2021, 3, 22));
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("CohortRescheduled", "SessionMoved g1 session/one",
                          "SessionMoved g1 session/two", "SessionMoved g1 lunch/two"));
  const auto start = [&](const std::string& key) { return cohort.occurrence(1, key).starts_at(); };
  EXPECT_EQ(start("session/one"), absl::ToUnixMicros(At(2021, 3, 22, 9)));
  EXPECT_EQ(start("session/two"), absl::ToUnixMicros(At(2021, 3, 31, 17)));
  EXPECT_EQ(start("lunch/two"), absl::ToUnixMicros(At(2021, 4, 2, 11)));
  EXPECT_EQ(start("lunch/one"), 0);
  EXPECT_EQ(cohort.occurrence(1, "session/two").ends_at(), absl::ToUnixMicros(At(2021, 3, 31, 18)));
  EXPECT_EQ(cohort.image().cohort.start_date(),
            absl::CivilDay(2021, 3, 22) - absl::CivilDay(1970, 1, 1));
  EXPECT_THAT(cohort.Do(To(2021, 3, 22))->events, IsEmpty());
}

// A session that was held before the start, as an open evening, has been.
TEST(RescheduleCohortTest, LeavesWhatWasHeld) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Form(cohort.Enrol(2, kAccepted));
  RecordAttendance held;
  held.group = 1;
  held.key = "session/one";
  held.occurred = cohort.now();
  ASSERT_TRUE(cohort.Do(held).ok());
  EXPECT_THAT(Lines(cohort.Do(To(2021, 2, 8))->events),
              ElementsAre("CohortRescheduled", "SessionMoved g1 session/two",
                          "SessionMoved g1 session/three"));
}

constexpr char kEvenings[] = R"(
template: evenings
facts: {stays: {step: renewal, values: ['yes', 'no'], default: 'yes'}}
phases:
  - id: all
    steps:
      - {id: evening, session: {minutes: 60}, every: {months: 1}, from: start, until: closed}
      - {id: renewal, decision: {values: ['yes', 'no']}}
ends: [{id: never, as: left, requires: {asked: {is: {stays: 'no'}}}}]
)";

TEST(RescheduleCohortTest, PlansARollingSeriesAnew) {
  CohortBuilder cohort(kEvenings, kSeasonStart);
  cohort.At(At(2021, 1, 22));
  cohort.Form(cohort.Enrol(2, kAccepted));
  const auto decision = cohort.Do(To(2021, 4, 1));
  ASSERT_TRUE(decision.ok());
  for (const char* key : {"evening/2021-02", "evening/2021-03"}) {
    EXPECT_EQ(cohort.occurrence(1, key).state(), OCCURRENCE_STATE_CANCELLED) << key;
  }
  EXPECT_EQ(cohort.occurrence(1, "evening/2021-04").starts_at(),
            absl::ToUnixMicros(At(2021, 4, 1, 9)));
  EXPECT_EQ(cohort.occurrence(1, "evening/2022-03").state(), storage::v1::OCCURRENCE_STATE_PLANNED);
}

TEST(CancelCohortTest, CancelsEverybodyAndEverySession) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Form(cohort.Enrol(2, kAccepted));
  cohort.Enrol(kApplied);
  cohort.Enrol(kEnded);
  const auto decision = cohort.Do(CancelCohort{"too-few"});
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("EnrolmentEnded e1", "EnrolmentEnded e2", "EnrolmentEnded e3",
                          "SessionCancelled g1 session/one", "SessionCancelled g1 session/two",
                          "SessionCancelled g1 session/three", "SessionCancelled g1 lunch/one",
                          "SessionCancelled g1 lunch/two", "CohortCancelled"));
  EXPECT_EQ(cohort.image().cohort.stage(), COHORT_STAGE_CANCELLED);
  EXPECT_EQ(cohort.enrolment(3).end_kind(), kasvu::v1::END_KIND_CANCELLED);
  EXPECT_EQ(cohort.enrolment(3).end_reason(), "too-few");
  EXPECT_EQ(cohort.enrolment(4).end_kind(), kasvu::v1::END_KIND_WITHDRAWN);
}

// One has both sessions and the plan, one has neither, one only applied, one left before.
TEST(CloseCohortTest, EndsEverybodyByWhatTheyReached) {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(2, kActive));
  cohort.Enrol(kApplied);
  cohort.Enrol(kEnded);
  cohort.Enrol(kPaused);
  for (const char* key : {"session/one", "session/two"}) {
    cohort.Happen(EnrolmentOf(1), [&](auto& event) {
      event.mutable_step_recorded()->set_key(key);
      event.mutable_step_recorded()->set_state(storage::v1::STEP_STATE_DONE);
    });
  }
  cohort.At(At(2021, 3, 1));
  const auto decision = cohort.Do(CloseCohort{});
  ASSERT_TRUE(decision.ok());
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("EnrolmentEnded e1", "EnrolmentEnded e2", "EnrolmentEnded e3",
                          "EnrolmentEnded e5", "CohortClosed"));
  EXPECT_EQ(cohort.enrolment(1).end(), "done");
  EXPECT_EQ(cohort.enrolment(1).end_kind(), kasvu::v1::END_KIND_COMPLETED);
  EXPECT_EQ(cohort.enrolment(2).end_kind(), kasvu::v1::END_KIND_INCOMPLETE);
  EXPECT_EQ(cohort.enrolment(3).end_kind(), kasvu::v1::END_KIND_CANCELLED);
  EXPECT_EQ(cohort.enrolment(4).end_kind(), kasvu::v1::END_KIND_WITHDRAWN);
  EXPECT_EQ(cohort.enrolment(5).end_kind(), kasvu::v1::END_KIND_INCOMPLETE);
  EXPECT_EQ(cohort.image().cohort.stage(), COHORT_STAGE_CLOSED);
  EXPECT_EQ(cohort.image().cohort.closed_at(), absl::ToUnixMicros(At(2021, 3, 1)));
}

constexpr char kAftercare[] = R"(
template: aftercare
phases:
  - id: all
    steps:
      - {id: plan, task: any}
      - {id: later, task: any, optional: true, on_end: [completed, incomplete],
         open: {after: end, months: 6}, close: {after: end, months: 7}, else: missed}
ends: [{id: done, as: completed, requires: {plan: {done: plan}}}]
)";

TEST(CloseCohortTest, GoesIntoAftercareWhileAnybodyHasSome) {
  struct Case {
    const char* what;
    storage::v1::EnrolmentStage stage;
    storage::v1::StepState later;
    storage::v1::CohortStage closed;
  };
  const Case cases[] = {
      {"ahead", kActive, storage::v1::STEP_STATE_UNSPECIFIED, COHORT_STAGE_AFTERCARE},
      {"done", kActive, storage::v1::STEP_STATE_DONE, COHORT_STAGE_CLOSED},
      {"not after such an end", kEnded, storage::v1::STEP_STATE_UNSPECIFIED, COHORT_STAGE_CLOSED},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    CohortBuilder cohort(kAftercare, kSeasonStart);
    cohort.Run();
    cohort.Enrol(one.stage);
    if (one.later != storage::v1::STEP_STATE_UNSPECIFIED) {
      auto& record = *cohort.bent().enrolments[1].add_steps();
      record.set_key("later");
      record.set_state(one.later);
    }
    cohort.At(At(2021, 3, 1));
    ASSERT_TRUE(cohort.Do(CloseCohort{}).ok());
    EXPECT_EQ(cohort.image().cohort.stage(), one.closed);
  }
}

}  // namespace
}  // namespace kasvu::workflows
