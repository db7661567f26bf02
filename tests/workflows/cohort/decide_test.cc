// Every command reaches its own decision, and a cohort that is over refuses what is not aftercare.
#include "workflows/cohort/decide.h"

#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

struct Case {
  Command command;
  const char* running;  // the reason in a running cohort of one group of two; empty: it is decided
  const char* over;     // the reason once the cohort has been closed
};

RecordStep Planned() {
  RecordStep command;
  command.owner = EnrolmentOf(1);
  command.key = "plan";
  return command;
}

std::vector<Case> Cases() {
  AssignLink assignment;
  assignment.link = "unknown";
  RotateLinks rotation;
  rotation.link = "unknown";
  RecordAttendance attendance;
  attendance.group = 1;
  attendance.key = "unknown";
  CorrectStep correction;
  correction.work = Planned();
  return {
      {CreateCohort{}, "COHORT_EXISTS", "COHORT_EXISTS"},
      {StartCohort{}, "COHORT_STARTED", "COHORT_OVER"},
      {RescheduleCohort{}, "COHORT_STARTED", "COHORT_OVER"},
      {CloseCohort{}, "", "COHORT_OVER"},
      {CancelCohort{}, "COHORT_STARTED", "COHORT_OVER"},
      {FormGroups{}, "NOBODY_TO_GROUP", "COHORT_OVER"},
      {MoveEnrolment{1, 9}, "GROUP_NOT_FOUND", "COHORT_OVER"},
      {MoveSession{1, "unknown", {}, {}, ""}, "STEP_UNKNOWN", "COHORT_OVER"},
      {CancelSession{1, "session/one", ""}, "", "COHORT_OVER"},
      {attendance, "STEP_UNKNOWN", "COHORT_OVER"},
      {assignment, "LINK_UNKNOWN", "COHORT_OVER"},
      {rotation, "LINK_UNKNOWN", "COHORT_OVER"},
      {EndLink{1, ""}, "LINK_NOT_FOUND", "LINK_NOT_FOUND"},
      {ConsentToLink{1, {}, ""}, "LINK_NOT_FOUND", "LINK_NOT_FOUND"},
      {CreateEnrolments{}, "", "COHORT_OVER"},
      {AcceptEnrolments{}, "", "COHORT_OVER"},
      {MoveStage{Move::kPause, 1, "", {}}, "", "COHORT_OVER"},
      {Planned(), "", "COHORT_OVER"},
      {WaiveStep{EnrolmentOf(1), "plan", "ill"}, "", "COHORT_OVER"},
      {correction, "NOTHING_TO_CORRECT", "NOTHING_TO_CORRECT"},
  };
}

TEST(DecideTest, HandsEveryCommandToItsOwnDecision) {
  const std::vector<Case> cases = Cases();
  ASSERT_EQ(cases.size(), std::variant_size_v<Command>);
  for (size_t i = 0; i < cases.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(cases[i].command.index(), i);
    CohortBuilder cohort = Season();
    cohort.Form(cohort.Enrol(2, kActive));
    const auto running = Decide(cohort.view(), cases[i].command, CohortBuilder::Coordinator());
    EXPECT_EQ(ReasonOf(running.status()), cases[i].running) << running.status();
    cohort.Stage(storage::v1::COHORT_STAGE_CLOSED);
    const auto over = Decide(cohort.view(), cases[i].command, CohortBuilder::Coordinator());
    EXPECT_EQ(ReasonOf(over.status()), cases[i].over) << over.status();
  }
}

}  // namespace
}  // namespace kasvu::workflows
