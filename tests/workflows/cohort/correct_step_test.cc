// Waiving steps, and recording anew what was recorded wrongly.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_MISSED;
using storage::v1::STEP_STATE_UNSPECIFIED;
using storage::v1::STEP_STATE_WAIVED;
using ::testing::ElementsAre;

RecordStep After(int useful) {
  RecordStep command = Doing("after", WorkKind::kAnswers);
  storage::v1::Answer answer;
  answer.set_numeric(true);
  answer.set_number(useful);
  (*command.work.mutable_answers())["useful"] = answer;
  return command;
}

TEST(WaiveStepTest, Waives) {
  CohortBuilder cohort = Workshop();
  const auto decision = cohort.Do(WaiveStep{EnrolmentOf(1), "diary", "ill"});
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepWaived e1 diary"));
  EXPECT_EQ(cohort.record(1, "diary").state(), STEP_STATE_WAIVED);
  EXPECT_EQ(cohort.record(1, "diary").reason(), "ill");
}

TEST(WaiveStepTest, IsRefused) {
  CohortBuilder cohort = Workshop();
  const auto reason = [&](const WaiveStep& command, Doer doer = CohortBuilder::Coordinator()) {
    return ReasonOf(cohort.Do(command, doer).status());
  };
  EXPECT_EQ(reason({EnrolmentOf(1), "diari", "ill"}), "STEP_UNKNOWN");
  EXPECT_EQ(reason({EnrolmentOf(9), "diary", "ill"}), "ENROLMENT_NOT_FOUND");
  EXPECT_EQ(reason({EnrolmentOf(1), "diary", "ill"}, Participant(1)), "NOT_YOURS_TO_DO");
  ASSERT_TRUE(cohort.Do(Doing("diary", WorkKind::kDone)).ok());
  EXPECT_EQ(reason({EnrolmentOf(1), "diary", "ill"}), "STEP_SETTLED");
  cohort.Happen(EnrolmentOf(1), [](auto& event) { event.mutable_enrolment_ended(); });
  EXPECT_EQ(reason({EnrolmentOf(1), "exchange", "ill"}), "ENROLMENT_ENDED");
}

TEST(CorrectStepTest, ReplacesTheWorkAndWhatFollowedFromIt) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(After(2)).ok());
  const int64_t before = cohort.record(1, "after").occurred_at();
  cohort.At(At(2021, 2, 3));
  const auto decision = cohort.Do(CorrectStep{After(5), false, "typing-error"});
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepCorrected e1 after", "AggregateChanged"));
  const auto record = cohort.record(1, "after");
  EXPECT_EQ(record.state(), STEP_STATE_DONE);
  EXPECT_EQ(record.via(), storage::v1::VIA_CORRECTION);
  EXPECT_EQ(record.reason(), "typing-error");
  EXPECT_EQ(record.occurred_at(), before);
  EXPECT_EQ(record.work().answers().at("useful").number(), 5);
  EXPECT_EQ(cohort.image().cohort.aggregates(0).sum(), 5);
  EXPECT_EQ(cohort.image().cohort.aggregates(0).count(), 1);
}

TEST(CorrectStepTest, WhatTimeHadMissedHappensNow) {
  CohortBuilder cohort = Workshop();
  cohort.Happen(EnrolmentOf(1), [](auto& event) { event.mutable_step_missed()->set_key("late"); });
  cohort.At(At(2021, 2, 9));
  ASSERT_TRUE(cohort.Do(CorrectStep{Doing("late", WorkKind::kDone), false, "slip"}).ok());
  EXPECT_EQ(cohort.record(1, "late").occurred_at(), absl::ToUnixMicros(At(2021, 2, 9)));
}

TEST(CorrectStepTest, ClearsARecord) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(After(2)).ok());
  ASSERT_TRUE(cohort.Do(CorrectStep{Doing("after", WorkKind::kDone), true, "wrong-person"}).ok());
  EXPECT_EQ(cohort.record(1, "after").state(), STEP_STATE_UNSPECIFIED);
  EXPECT_EQ(cohort.image().cohort.aggregates(0).count(), 0);
  EXPECT_TRUE(cohort.Do(After(4), Participant(1)).ok());
}

TEST(CorrectStepTest, WritesTheFactAnew) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Deciding("verdict", "refused")).ok());
  ASSERT_TRUE(cohort.Do(CorrectStep{Deciding("verdict", "accepted"), false, "slip"}).ok());
  ASSERT_EQ(cohort.enrolment(1).facts_size(), 1);
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "accepted");
}

TEST(CorrectStepTest, WhoeverIsLeftOutGetsTheDefault) {
  CohortBuilder cohort = Workshop();
  RecordStep selection = Doing("selection", WorkKind::kDecision, TheCohort());
  (*selection.work.mutable_decided())[1] = "yes";
  ASSERT_TRUE(cohort.Do(selection).ok());
  selection.work.clear_decided();
  (*selection.work.mutable_decided())[2] = "yes";
  const auto decision = cohort.Do(CorrectStep{selection, false, "slip"});
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("StepCorrected selection", "FactWritten e2", "FactWritten e1"));
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "no");
  EXPECT_EQ(cohort.enrolment(2).facts(0).value(), "yes");
}

TEST(CorrectStepTest, TheBareKeyIsTheLastOneRecorded) {
  CohortBuilder cohort = Workshop();
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(cohort.Do(Doing("talk", WorkKind::kMeeting)).ok());
  RecordStep talk = Doing("talk", WorkKind::kMeeting);
  talk.work.set_minutes(90);
  ASSERT_TRUE(cohort.Do(CorrectStep{talk, false, "slip"}).ok());
  EXPECT_EQ(cohort.record(1, "talk/2").work().minutes(), 90);
  EXPECT_EQ(cohort.record(1, "talk/1").work().minutes(), 45);
}

TEST(CorrectStepTest, OnesOwnAttendanceIsCountedAgain) {
  CohortBuilder cohort = Workshop();
  cohort.At(At(2021, 2, 1, 12));
  RecordAttendance attendance;
  attendance.group = 1;
  attendance.key = "session/one";
  attendance.absent = {2};
  ASSERT_TRUE(cohort.Do(attendance).ok());
  EXPECT_EQ(cohort.occurrence(1, "session/one").present(), 3u);
  const auto there = Doing("session/one", WorkKind::kDone, EnrolmentOf(2));
  ASSERT_TRUE(cohort.Do(CorrectStep{there, false, "came-late"}).ok());
  EXPECT_EQ(cohort.record(2, "session/one").state(), STEP_STATE_DONE);
  EXPECT_EQ(cohort.occurrence(1, "session/one").present(), 4u);
  EXPECT_EQ(cohort.occurrence(1, "session/one").absent(), 0u);
  const auto away = Doing("session/one", WorkKind::kAbsent, EnrolmentOf(1));
  ASSERT_TRUE(cohort.Do(CorrectStep{away, false, "slip"}).ok());
  EXPECT_EQ(cohort.record(1, "session/one").state(), STEP_STATE_MISSED);
  EXPECT_EQ(cohort.occurrence(1, "session/one").present(), 3u);
}

TEST(CorrectStepTest, ReachesBeyondTheEnd) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(After(2)).ok());
  cohort.Happen(EnrolmentOf(1), [](auto& event) { event.mutable_enrolment_ended(); });
  cohort.Stage(storage::v1::COHORT_STAGE_CLOSED);
  EXPECT_TRUE(cohort.Do(CorrectStep{After(3), false, "slip"}).ok());
  cohort.Stage(storage::v1::COHORT_STAGE_CANCELLED);
  EXPECT_EQ(ReasonOf(cohort.Do(CorrectStep{After(4), false, "slip"}).status()), "COHORT_OVER");
}

TEST(CorrectStepTest, IsRefused) {
  CohortBuilder cohort = Workshop();
  const auto reason = [&](const CorrectStep& command, Doer doer = CohortBuilder::Coordinator()) {
    return ReasonOf(cohort.Do(command, doer).status());
  };
  EXPECT_EQ(reason({After(2), false, "slip"}), "NOTHING_TO_CORRECT");
  EXPECT_EQ(reason({Doing("afters", WorkKind::kAnswers), false, "slip"}), "STEP_UNKNOWN");
  EXPECT_EQ(reason({Doing("after", WorkKind::kAnswers, EnrolmentOf(9)), true, "slip"}),
            "ENROLMENT_NOT_FOUND");
  ASSERT_TRUE(cohort.Do(After(2)).ok());
  EXPECT_EQ(reason({Doing("after", WorkKind::kDone), false, "slip"}), "WRONG_WORK");
  EXPECT_EQ(reason({After(9), false, "slip"}), "ANSWER_INVALID");
  ASSERT_TRUE(cohort.Do(Doing("review/aim", WorkKind::kDone)).ok());
  EXPECT_EQ(reason({Reviewing("review/aim", true), false, "slip"}), "WRONG_WORK");
  EXPECT_EQ(reason({After(3), false, "slip"}, Participant(1)), "NOT_YOURS_TO_DO");
}

}  // namespace
}  // namespace kasvu::workflows
