// The waiting list, pauses, withdrawals and returns.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentStage;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

MoveStage Make(Move move, uint32_t enrolment = 1,
               std::optional<absl::Time> occurred = std::nullopt) {
  return {move, enrolment, "", occurred};
}

// Every move from every stage: the stage that it leads to, or why it may not.
TEST(MoveStageTest, FollowsTheTable) {
  struct Case {
    Move move;
    EnrolmentStage from;
    EnrolmentStage to;  // unspecified: WRONG_STATE
  };
  constexpr auto kNone = storage::v1::ENROLMENT_STAGE_UNSPECIFIED;
  const Case cases[] = {
      {Move::kWaitlist, kApplied, kWaitlisted}, {Move::kWaitlist, kWaitlisted, kNone},
      {Move::kWaitlist, kAccepted, kNone},      {Move::kWaitlist, kActive, kNone},
      {Move::kWaitlist, kPaused, kNone},        {Move::kWaitlist, kEnded, kNone},
      {Move::kPause, kApplied, kNone},          {Move::kPause, kWaitlisted, kNone},
      {Move::kPause, kAccepted, kNone},         {Move::kPause, kActive, kPaused},
      {Move::kPause, kPaused, kNone},           {Move::kPause, kEnded, kNone},
      {Move::kResume, kApplied, kNone},         {Move::kResume, kWaitlisted, kNone},
      {Move::kResume, kAccepted, kNone},        {Move::kResume, kActive, kNone},
      {Move::kResume, kPaused, kActive},        {Move::kResume, kEnded, kNone},
      {Move::kWithdraw, kApplied, kEnded},      {Move::kWithdraw, kWaitlisted, kEnded},
      {Move::kWithdraw, kAccepted, kEnded},     {Move::kWithdraw, kActive, kEnded},
      {Move::kWithdraw, kPaused, kEnded},       {Move::kWithdraw, kEnded, kNone},
      {Move::kReturn, kApplied, kNone},         {Move::kReturn, kWaitlisted, kNone},
      {Move::kReturn, kAccepted, kNone},        {Move::kReturn, kActive, kNone},
      {Move::kReturn, kPaused, kNone},          {Move::kReturn, kEnded, kActive},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(testing::Message() << static_cast<int>(one.move) << " from " << one.from);
    CohortBuilder cohort = Season();
    cohort.Enrol(one.from);
    cohort.At(At(2021, 2, 2));
    const auto decision = cohort.Do(Make(one.move));
    EXPECT_EQ(ReasonOf(decision.status()), one.to == kNone ? "WRONG_STATE" : "");
    EXPECT_EQ(cohort.enrolment(1).stage(), one.to == kNone ? one.from : one.to);
  }
}

TEST(MoveStageTest, TellsTheStagesItWouldHaveToBeIn) {
  CohortBuilder cohort = Season();
  cohort.Enrol(kPaused);
  const auto refused = cohort.Do(Make(Move::kPause));
  EXPECT_EQ(ParticularsOf(refused.status()),
            (Particulars{{"enrolment", "e1"}, {"stage", "paused"}, {"may", "active"}}));
}

TEST(WithdrawTest, IsCancelledBeforeItIsActiveAndWithdrawnAfter) {
  struct Case {
    EnrolmentStage from;
    const char* end;
    kasvu::v1::EndKind kind;
  };
  const Case cases[] = {
      {kApplied, "cancelled", kasvu::v1::END_KIND_CANCELLED},
      {kWaitlisted, "cancelled", kasvu::v1::END_KIND_CANCELLED},
      {kAccepted, "cancelled", kasvu::v1::END_KIND_CANCELLED},
      {kActive, "withdrawn", kasvu::v1::END_KIND_WITHDRAWN},
      {kPaused, "withdrawn", kasvu::v1::END_KIND_WITHDRAWN},
  };
  for (const Case& one : cases) {
    CohortBuilder cohort = Season();
    cohort.Enrol(one.from);
    ASSERT_TRUE(cohort.Do(MoveStage{Move::kWithdraw, 1, "moved-away", std::nullopt}).ok());
    EXPECT_EQ(cohort.enrolment(1).end(), one.end);
    EXPECT_EQ(cohort.enrolment(1).end_kind(), one.kind);
    EXPECT_EQ(cohort.enrolment(1).end_reason(), "moved-away");
    EXPECT_EQ(cohort.enrolment(1).ended_from(), one.from);
  }
}

TEST(WithdrawTest, IsDoneByOneselfOrForTheWholeCohort) {
  struct Case {
    Doer doer;
    bool may;
  };
  const Case cases[] = {
      {{true, "", {}}, true},
      {{false, "persons/p1", {}}, true},
      {{false, "persons/x", {"coordinator"}}, true},
      {{false, "persons/p2", {"participant"}}, false},
      {{false, "persons/x", {"mentor"}}, false},
  };
  for (const Case& one : cases) {
    CohortBuilder cohort = Season();
    cohort.Enrol(kActive);
    const auto decision = cohort.Do(Make(Move::kWithdraw), one.doer);
    EXPECT_EQ(ReasonOf(decision.status()), one.may ? "" : "NOT_YOURS_TO_DO") << one.doer.person;
  }
}

TEST(MoveStageTest, HappensWhenItIsSaidToHave) {
  CohortBuilder cohort = Season();
  cohort.Enrol(kActive);
  cohort.At(At(2021, 2, 10));
  ASSERT_TRUE(cohort.Do(Make(Move::kPause, 1, At(2021, 2, 5))).ok());
  EXPECT_EQ(cohort.enrolment(1).paused_at(), absl::ToUnixMicros(At(2021, 2, 5)));
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kResume, 1, At(2021, 2, 4))).status()),
            "OCCURRED_TOO_EARLY");
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kResume, 1, At(2021, 2, 11))).status()),
            "OCCURRED_IN_FUTURE");
  ASSERT_TRUE(cohort.Do(Make(Move::kResume, 1, At(2021, 2, 8))).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kWithdraw, 1, At(2021, 2, 7))).status()),
            "OCCURRED_TOO_EARLY");
  ASSERT_TRUE(cohort.Do(Make(Move::kWithdraw, 1, At(2021, 2, 9))).ok());
  EXPECT_EQ(cohort.enrolment(1).ended_at(), absl::ToUnixMicros(At(2021, 2, 9)));
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kReturn, 1, At(2021, 2, 8))).status()),
            "OCCURRED_TOO_EARLY");
}

TEST(MoveStageTest, RefusesWhoIsNotThereOrOver) {
  CohortBuilder cohort = Season();
  cohort.Enrol(kEnded);
  for (const Move move :
       {Move::kWaitlist, Move::kPause, Move::kResume, Move::kWithdraw, Move::kReturn}) {
    EXPECT_EQ(ReasonOf(cohort.Do(Make(move, 9)).status()), "ENROLMENT_NOT_FOUND");
  }
  cohort.Stage(storage::v1::COHORT_STAGE_AFTERCARE);
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kReturn)).status()), "COHORT_OVER");
}

// What closed while she was paused, before anybody said so, is open again.
TEST(PauseTest, UndoesTheClosesThatPassedSince) {
  CohortBuilder cohort = Season();
  cohort.Enrol(kActive);
  const auto settle = [&](const std::string& key, storage::v1::StepState state,
                          storage::v1::Via via, absl::Time at, const std::string& reason = "") {
    auto& record = *cohort.bent().enrolments[1].add_steps();
    record.set_key(key);
    record.set_state(state);
    record.set_via(via);
    record.set_occurred_at(absl::ToUnixMicros(at));
    record.set_reason(reason);
  };
  using namespace storage::v1;  // NOLINT: states and ways only
  settle("before", STEP_STATE_MISSED, VIA_TIME, At(2021, 2, 4));
  settle("missed", STEP_STATE_MISSED, VIA_TIME, At(2021, 2, 8));
  settle("absent", STEP_STATE_MISSED, VIA_WORK, At(2021, 2, 8));
  settle("closed", STEP_STATE_WAIVED, VIA_UNSPECIFIED, At(2021, 2, 8), "closed");
  settle("excused", STEP_STATE_WAIVED, VIA_UNSPECIFIED, At(2021, 2, 8), "ill");
  cohort.At(At(2021, 2, 10));
  const auto decision = cohort.Do(Make(Move::kPause, 1, At(2021, 2, 5)));
  EXPECT_THAT(Lines(decision->events), ElementsAre("EnrolmentPaused e1", "StepCorrected e1 missed",
                                                   "StepCorrected e1 closed"));
  EXPECT_EQ(cohort.record(1, "missed").state(), STEP_STATE_UNSPECIFIED);
}

// The plan is due after ten days and closes after twenty; the diary is due a week after the last
// session, on the 22nd at 24:00.
TEST(ResumeTest, GivesBackTheTimeThatWasLeft) {
  struct Case {
    const char* what;
    absl::Time from;
    absl::Time until;
    std::vector<std::string> moved;  // key, due and close in days from the start
  };
  const Case cases[] = {
      {"everything ahead",
       At(2021, 2, 3),
       At(2021, 2, 8),
       {"plan due 16 close 26", "diary due 27"}},
      {"due before it", At(2021, 2, 13), At(2021, 2, 15), {"plan close 23", "diary due 24"}},
      {"closed before it", At(2021, 2, 22), At(2021, 2, 23), {"diary due 23"}},
      {"an hour", At(2021, 2, 24), At(2021, 2, 24, 1), {}},
  };
  const auto days = [](int64_t instant) {
    return std::to_string(
        static_cast<int>(absl::ToDoubleHours(absl::FromUnixMicros(instant) - At(2021, 2, 1)) / 24));
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    CohortBuilder cohort = Season();
    cohort.Form({cohort.Enrol(kActive)});
    if (one.from > At(2021, 2, 21)) {  // as time settles it
      cohort.Happen(EnrolmentOf(1),
                    [](auto& event) { event.mutable_step_missed()->set_key("plan"); });
    }
    cohort.At(one.from);
    ASSERT_TRUE(cohort.Do(Make(Move::kPause)).ok());
    cohort.At(one.until);
    const auto decision = cohort.Do(Make(Move::kResume));
    ASSERT_TRUE(decision.ok());
    std::vector<std::string> moved;
    for (const auto& move : decision->events[0].enrolment_resumed().moved()) {
      moved.push_back(move.key());
      if (move.due_at() != 0) moved.back() += " due " + days(move.due_at());
      if (move.close_at() != 0) moved.back() += " close " + days(move.close_at());
    }
    EXPECT_EQ(moved, one.moved);
  }
}

TEST(ResumeTest, CountsTwoPausesTogether) {
  CohortBuilder cohort = Season();
  cohort.Form({cohort.Enrol(kActive)});
  for (const int day : {3, 6}) {
    cohort.At(At(2021, 2, day));
    ASSERT_TRUE(cohort.Do(Make(Move::kPause)).ok());
    cohort.At(At(2021, 2, day + 2));
    ASSERT_TRUE(cohort.Do(Make(Move::kResume)).ok());
  }
  EXPECT_EQ(cohort.record(1, "plan").due_at(), absl::ToUnixMicros(At(2021, 2, 16)));
  EXPECT_EQ(cohort.record(1, "plan").close_at(), absl::ToUnixMicros(At(2021, 2, 26)));
}

TEST(ReturnTest, ComesBackToWhereSheLeft) {
  for (const EnrolmentStage left : {kApplied, kWaitlisted, kAccepted, kActive}) {
    CohortBuilder cohort = Season();
    cohort.Enrol(left);
    ASSERT_TRUE(cohort.Do(Make(Move::kWithdraw)).ok());
    EXPECT_THAT(Lines(cohort.Do(Make(Move::kReturn))->events), ElementsAre("EnrolmentReturned e1"));
    EXPECT_EQ(cohort.enrolment(1).stage(), left);
  }
}

TEST(ReturnTest, IsForThoseWhoLeftByThemselves) {
  for (const auto kind : {kasvu::v1::END_KIND_COMPLETED, kasvu::v1::END_KIND_INCOMPLETE,
                          kasvu::v1::END_KIND_LEFT, kasvu::v1::END_KIND_DECLINED}) {
    CohortBuilder cohort = Season();
    cohort.bent().enrolments[cohort.Enrol(kEnded)].set_end_kind(kind);
    EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kReturn)).status()), "WRONG_STATE");
  }
}

TEST(ReturnTest, NeedsAPlaceAndNoOtherEnrolment) {
  CohortBuilder cohort = Season();
  cohort.Enrol(kEnded);
  const uint32_t applicant = cohort.Enrol(kApplied);
  ASSERT_TRUE(cohort.Do(Make(Move::kWithdraw, applicant)).ok());
  cohort.Enrol(5, kActive);
  EXPECT_EQ(ReasonOf(cohort.Do(Make(Move::kReturn)).status()), "COHORT_FULL");
  EXPECT_TRUE(cohort.Do(Make(Move::kReturn, applicant)).ok()) << "who applied holds no place";
  cohort.bent().enrolments[3].set_person("persons/p1");
  const auto twice = cohort.Do(Make(Move::kReturn));
  EXPECT_EQ(ReasonOf(twice.status()), "ALREADY_ENROLLED");
  EXPECT_EQ(ParticularsOf(twice.status())["enrolment"], "e3");
}

}  // namespace
}  // namespace kasvu::workflows
