// Recording work on steps: which step, which work, by whom and when.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop_work.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_SUBMITTED;
using storage::v1::STEP_STATE_UNSPECIFIED;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// ---- which work

struct Kinds {
  std::string key;
  std::vector<WorkKind> taken;
  std::string expected;
};

TEST(RecordStepTest, TakesTheWorkOfTheStepsKindAlone) {
  const std::vector<WorkKind> all = {WorkKind::kDone,   WorkKind::kAbsent,  WorkKind::kMeeting,
                                     WorkKind::kSigned, WorkKind::kAnswers, WorkKind::kDecision,
                                     WorkKind::kReview, WorkKind::kOutcome};
  const std::vector<Kinds> table = {
      {"session/one", {WorkKind::kDone, WorkKind::kAbsent}, "done or absent"},
      {"talk", {WorkKind::kMeeting}, "meeting"},
      {"plan", {WorkKind::kDone}, "done"},
      {"review/aim", {WorkKind::kDone, WorkKind::kReview}, "done or review"},
      {"after", {WorkKind::kAnswers}, "answers"},
      {"rules", {WorkKind::kSigned}, "signed"},
      {"verdict", {WorkKind::kDecision, WorkKind::kReview}, "decision or review"},
      {"contact", {WorkKind::kOutcome}, "outcome"},
      {"card", {WorkKind::kDone}, "done"},
      {"exchange", {WorkKind::kDone}, "done"},
  };
  const CohortBuilder fresh = Workshop();
  for (const Kinds& kinds : table) {
    for (const WorkKind kind : all) {
      CohortBuilder cohort = fresh;
      const auto decision = cohort.Do(Doing(kinds.key, kind), Operator());
      const bool taken =
          std::find(kinds.taken.begin(), kinds.taken.end(), kind) != kinds.taken.end();
      const bool refused = ReasonOf(decision.status()) == "WRONG_WORK" &&
                           ParticularsOf(decision.status())["expected"] == kinds.expected;
      EXPECT_EQ(refused, !taken) << kinds.key << " " << decision.status();
    }
  }
}

TEST(RecordStepTest, WritesTheRecord) {
  CohortBuilder cohort = Workshop();
  const auto decision = cohort.Do(Notes({"topic"}, {{"size", 12}}), Participant(1));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepRecorded e1 notes"));
  const auto record = cohort.record(1, "notes");
  EXPECT_EQ(record.state(), STEP_STATE_DONE);
  EXPECT_EQ(record.via(), storage::v1::VIA_WORK);
  EXPECT_EQ(record.occurred_at(), absl::ToUnixMicros(cohort.now()));
  EXPECT_THAT(record.work().fields(), ElementsAre("size", "topic"));
  EXPECT_EQ(record.work().numbers().at("size"), 12);
}

TEST(RecordStepTest, HappenedWhenItIsSaidToHave) {
  CohortBuilder cohort = Workshop();
  RecordStep command = Doing("plan", WorkKind::kDone);
  command.occurred = cohort.now() - absl::Hours(30);
  ASSERT_TRUE(cohort.Do(command).ok());
  EXPECT_EQ(cohort.record(1, "plan").occurred_at(), absl::ToUnixMicros(*command.occurred));
}

// ---- series that grow

TEST(RecordStepTest, TheBareKeyIsTheNextOne) {
  CohortBuilder cohort = Workshop();
  EXPECT_THAT(Lines(cohort.Do(Doing("talk", WorkKind::kMeeting))->events),
              ElementsAre("StepRecorded e1 talk/1"));
  EXPECT_THAT(Lines(cohort.Do(Doing("talk/2", WorkKind::kMeeting))->events),
              ElementsAre("StepRecorded e1 talk/2"));
  EXPECT_THAT(Lines(cohort.Do(Doing("talk", WorkKind::kMeeting))->events),
              ElementsAre("StepRecorded e1 talk/3"));
  EXPECT_EQ(ReasonOf(cohort.Do(Doing("talk", WorkKind::kMeeting)).status()), "UP_TO_REACHED");
  EXPECT_EQ(ReasonOf(cohort.Do(Doing("talk/2", WorkKind::kMeeting)).status()), "STEP_SETTLED");
}

// What waits for somebody's review does not keep the next one from being recorded.
TEST(RecordStepTest, TheNextOneNeedNotWaitForAReview) {
  for (const std::string series : {"draft", "sketch/2021-02"}) {
    CohortBuilder cohort(R"(
template: example
languages: [fi]
title: {fi: Esimerkki}
people: {group: {min: 1, max: 6}}
phases:
  - id: all
    steps:
      - {id: draft, task: any, returns: 1, up_to: 3, optional: true}
      - {id: session, session: {mode: online, weekday: tuesday, ordinal: 2}, every: {months: 1},
         from: start, until: closed}
      - {id: sketch, task: any, returns: 1, each: session, up_to: 3, optional: true}
engaged: {count: session, at_least: 1, window: {last: 4}}
)",
                         absl::CivilDay(2021, 2, 1));
    cohort.Run();
    cohort.Form(cohort.Enrol(1, storage::v1::ENROLMENT_STAGE_ACTIVE));
    cohort.At(cohort.now() + absl::Hours(24 * 20));
    const auto draft = [&](const std::string& key) {
      return Doing(absl::StrCat(series, key), WorkKind::kDone);
    };
    ASSERT_TRUE(cohort.Do(draft("/1"), Participant(1)).ok());
    ASSERT_EQ(cohort.record(1, series + "/1").state(), STEP_STATE_SUBMITTED);
    EXPECT_EQ(ReasonOf(cohort.Do(draft("/3"), Participant(1)).status()), "STEP_UNKNOWN");
    const auto second = cohort.Do(draft("/2"), Participant(1));
    ASSERT_TRUE(second.ok()) << second.status();
    EXPECT_EQ(cohort.record(1, series + "/2").state(), STEP_STATE_SUBMITTED);
    // Without a number it is the first that is unfinished.
    ASSERT_TRUE(cohort.Do(Reviewing(series, false)).ok());
    EXPECT_EQ(cohort.record(1, series + "/1").state(), STEP_STATE_DONE);
    ASSERT_TRUE(cohort.Do(Reviewing(series, false)).ok());
    EXPECT_EQ(cohort.record(1, series + "/2").state(), STEP_STATE_DONE);
    ASSERT_TRUE(cohort.Do(draft(""), Participant(1)).ok());
    EXPECT_EQ(cohort.record(1, series + "/3").state(), STEP_STATE_SUBMITTED);
  }
}

// ---- meetings

TEST(RecordStepTest, AMeetingTakesWhatTheVersionAndTheLinkSay) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Doing("talk", WorkKind::kMeeting), InRole("persons/m1", "mentor")).ok());
  const auto work = cohort.record(1, "talk/1").work();
  EXPECT_EQ(work.minutes(), 45);
  EXPECT_EQ(work.mode(), kasvu::v1::MODE_ONLINE);
  EXPECT_THAT(work.with(), ElementsAre("persons/m1"));
}

TEST(RecordStepTest, OneMeetsTheOthersNotOneself) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(AssignLink{"peer", {1, 2, 3}, {}, {}, ""}).ok());
  ASSERT_TRUE(cohort.Do(Doing("peering", WorkKind::kMeeting), Participant(3)).ok());
  EXPECT_THAT(cohort.record(1, "peering").work().with(), ElementsAre("persons/p2", "persons/p3"));
}

TEST(RecordStepTest, DistinctMeetingsAreWithSomebodyElse) {
  CohortBuilder cohort = Workshop();
  RecordStep command = Doing("advice", WorkKind::kMeeting);
  command.work.add_with("persons/x1");
  ASSERT_TRUE(cohort.Do(command, Participant(1)).ok());
  const auto again = cohort.Do(command, Participant(1));
  EXPECT_EQ(ReasonOf(again.status()), "ANSWER_INVALID");
  EXPECT_THAT(std::string(again.status().message()), HasSubstr("advice/1"));
  command.work.set_with(0, "persons/x2");
  EXPECT_TRUE(cohort.Do(command, Participant(1)).ok());
}

// ---- reviews

TEST(RecordStepTest, WorkIsSentBackSoOftenAndThenDecided) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Doing("plan", WorkKind::kDone), Participant(1)).ok());
  EXPECT_EQ(cohort.record(1, "plan").state(), STEP_STATE_SUBMITTED);
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("plan", true), Participant(1)).status()),
            "NOT_YOURS_TO_DO");
  EXPECT_EQ(ReasonOf(cohort.Do(Doing("plan", WorkKind::kDone), Participant(1)).status()),
            "WRONG_WORK");
  EXPECT_THAT(Lines(cohort.Do(Reviewing("plan", true))->events),
              ElementsAre("StepReturned e1 plan"));
  EXPECT_EQ(cohort.record(1, "plan").state(), STEP_STATE_UNSPECIFIED);
  EXPECT_EQ(cohort.record(1, "plan").returned(), 1);
  ASSERT_TRUE(cohort.Do(Doing("plan", WorkKind::kDone), Participant(1)).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("plan", true)).status()), "RETURNS_USED_UP");
  ASSERT_TRUE(cohort.Do(Reviewing("plan", false)).ok());
  EXPECT_EQ(cohort.record(1, "plan").state(), STEP_STATE_DONE);
}

TEST(RecordStepTest, AFellowReviews) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(AssignLink{"fellow", {1}, {2}, {}, "aim"}).ok());
  ASSERT_TRUE(cohort.Do(AssignLink{"fellow", {1}, {3}, {}, "money"}).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("review/aim", false), Participant(3)).status()),
            "NOT_YOURS_TO_DO");
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("review/aim", false), Participant(1)).status()),
            "NOT_YOURS_TO_DO");
  ASSERT_TRUE(cohort.Do(Reviewing("review/aim", true), Participant(2)).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("review/aim", true), Participant(2)).status()),
            "RETURNS_USED_UP");
  ASSERT_TRUE(cohort.Do(Reviewing("review/aim", false), Participant(2)).ok());
  EXPECT_EQ(cohort.record(1, "review/aim").state(), STEP_STATE_DONE);
}

TEST(RecordStepTest, ADecisionIsSentBackButNotApproved) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Reviewing("verdict", true)).ok());
  ASSERT_TRUE(cohort.Do(Reviewing("verdict", true)).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("verdict", true)).status()), "RETURNS_USED_UP");
  EXPECT_EQ(ReasonOf(cohort.Do(Reviewing("verdict", false)).status()), "WRONG_WORK");
  EXPECT_TRUE(cohort.Do(Deciding("verdict", "accepted")).ok());
}

// ---- time

TEST(RecordStepTest, WhatHappenedBeforeTheCloseIsRecordedAfterIt) {
  CohortBuilder cohort = Workshop();
  cohort.At(At(2021, 2, 7));
  const OwnerRef owner = EnrolmentOf(1);
  cohort.Happen(owner, [](auto& event) { event.mutable_step_missed()->set_key("late"); });
  cohort.Happen(owner, [](auto& event) {
    event.mutable_step_waived()->set_key("lenient");
    event.mutable_step_waived()->set_reason("closed");
  });
  cohort.At(At(2021, 2, 9));
  for (const char* key : {"late", "lenient"}) {
    RecordStep command = Doing(key, WorkKind::kDone);
    EXPECT_EQ(ReasonOf(cohort.Do(command).status()), "STEP_SETTLED") << key;
    command.occurred = At(2021, 2, 5);
    EXPECT_TRUE(cohort.Do(command).ok()) << key;
    EXPECT_EQ(cohort.record(1, key).state(), STEP_STATE_DONE);
  }
}

TEST(RecordStepTest, AftercareGoesOnAfterTheEnd) {
  CohortBuilder cohort = Workshop();
  End(cohort);
  cohort.At(At(2021, 4, 1)).Stage(storage::v1::COHORT_STAGE_AFTERCARE);
  RecordStep command = Doing("later", WorkKind::kAnswers);
  (*command.work.mutable_answers())["useful"] = Number(4);
  EXPECT_TRUE(cohort.Do(command, Participant(1)).ok());
}

TEST(RecordStepTest, NothingBlocksWhatHappened) {
  CohortBuilder cohort = Workshop();
  // Not open before its session; recorded all the same.
  EXPECT_TRUE(cohort.Do(Doing("session/three", WorkKind::kDone)).ok());
}

}  // namespace
}  // namespace kasvu::workflows
