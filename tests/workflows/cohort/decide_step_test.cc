// Recording work on steps: which step, which work, by whom, and what follows.
#include <gmock/gmock.h>

#include <functional>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_MISSED;
using storage::v1::STEP_STATE_SUBMITTED;
using storage::v1::STEP_STATE_UNSPECIFIED;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

storage::v1::Answer Option(const std::string& option) {
  storage::v1::Answer answer;
  answer.add_options(option);
  return answer;
}

storage::v1::Answer Number(int64_t number) {
  storage::v1::Answer answer;
  answer.set_numeric(true);
  answer.set_number(number);
  return answer;
}

RecordStep Needs(const std::string& abroad) {
  RecordStep command = Doing("needs", WorkKind::kAnswers);
  (*command.work.mutable_answers())["abroad"] = Option(abroad);
  command.words = {"why"};
  return command;
}

RecordStep After(int useful, OwnerRef owner = EnrolmentOf(1)) {
  RecordStep command = Doing("after", WorkKind::kAnswers, owner);
  (*command.work.mutable_answers())["useful"] = Number(useful);
  return command;
}

RecordStep Shared(uint32_t by, std::vector<uint32_t> with) {
  RecordStep command = Doing("contact", WorkKind::kOutcome, EnrolmentOf(by));
  for (const uint32_t other : with) command.work.add_shared_with(other);
  return command;
}

RecordStep Notes(const std::set<std::string>& words,
                 const std::map<std::string, int64_t>& numbers) {
  RecordStep command = Doing("notes", WorkKind::kDone);
  command.words = words;
  for (const auto& [field, number] : numbers) (*command.work.mutable_numbers())[field] = number;
  return command;
}

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

// ---- refusals

struct Refused {
  std::string name;
  RecordStep command;
  std::string reason;
  std::string says;
  Doer doer = Participant(1);
  std::function<void(CohortBuilder&)> before = [](CohortBuilder&) {};
};

class RecordStepRefusedTest : public testing::TestWithParam<Refused> {};

TEST_P(RecordStepRefusedTest, SaysWhy) {
  CohortBuilder cohort = Workshop();
  GetParam().before(cohort);
  const auto decision = cohort.Do(GetParam().command, GetParam().doer);
  EXPECT_EQ(ReasonOf(decision.status()), GetParam().reason) << decision.status();
  EXPECT_THAT(std::string(decision.status().message()), HasSubstr(GetParam().says));
}

template <typename Command>
std::function<void(CohortBuilder&)> Before(Command command, Doer doer = Operator()) {
  return [=](CohortBuilder& cohort) {
    const auto decision = cohort.Do(command, doer);
    ASSERT_TRUE(decision.ok()) << decision.status();
  };
}

RecordStep With(RecordStep command, const std::function<void(RecordStep&)>& change) {
  change(command);
  return command;
}

RecordStep Selecting(const std::map<uint32_t, std::string>& decided) {
  RecordStep command = Doing("selection", WorkKind::kDecision, TheCohort());
  for (const auto& [enrolment, value] : decided)
    (*command.work.mutable_decided())[enrolment] = value;
  return command;
}

void End(CohortBuilder& cohort) {
  cohort.Happen(EnrolmentOf(1), [](auto& event) {
    event.mutable_enrolment_ended()->set_end("withdrawn");
    event.mutable_enrolment_ended()->set_kind(kasvu::v1::END_KIND_WITHDRAWN);
  });
}

void Twice(CohortBuilder& cohort) {
  for (int i = 0; i < 2; ++i) {
    const auto decision = cohort.Do(Doing("contact", WorkKind::kOutcome), Participant(1));
    ASSERT_TRUE(decision.ok()) << decision.status();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Which, RecordStepRefusedTest,
    testing::Values(
        Refused{"NoSuchStep", Doing("need", WorkKind::kAnswers), "STEP_UNKNOWN", "needs"},
        Refused{"NoSuchItem", Doing("session/four", WorkKind::kDone), "STEP_UNKNOWN", ""},
        Refused{"NearestItem", Doing("session/tow", WorkKind::kDone), "STEP_UNKNOWN",
                "session/two"},
        Refused{"SeriesWithoutItem", Doing("part", WorkKind::kDone), "STEP_UNKNOWN",
                "say which: part/aim, part/money"},
        Refused{"OfTheCohort", Doing("selection", WorkKind::kDecision), "STEP_UNKNOWN",
                "one of the cohort", Operator()},
        Refused{"OfALink", Doing("pact", WorkKind::kSigned), "STEP_UNKNOWN",
                "one of the link mentor"},
        Refused{"OfAnotherLink", Doing("plan-together", WorkKind::kSigned, LinkOf(1)),
                "STEP_UNKNOWN", "one of the link peer"},
        Refused{"SkipsANumber", Doing("contact/2", WorkKind::kOutcome), "STEP_UNKNOWN",
                "contact/1"},
        Refused{"TooHighANumber", Doing("contact/3", WorkKind::kOutcome), "UP_TO_REACHED", "2"},
        Refused{"UpToReached", Doing("contact", WorkKind::kOutcome), "UP_TO_REACHED", "2 times",
                Participant(1), Twice},
        Refused{"NotEnrolled", Doing("plan", WorkKind::kDone, EnrolmentOf(9)),
                "ENROLMENT_NOT_FOUND", "e9"},
        Refused{"NoSuchGroup", Doing("choose/one", WorkKind::kDecision, GroupOf(9)),
                "GROUP_NOT_FOUND", "g9"},
        Refused{"NoSuchLink", Doing("pact", WorkKind::kSigned, LinkOf(9)), "LINK_NOT_FOUND", "l9"},
        Refused{"Done", Doing("plan", WorkKind::kDone), "STEP_SETTLED", "done", Participant(1),
                [](CohortBuilder& cohort) {
                  Before(Doing("plan", WorkKind::kDone))(cohort);
                  Before(Reviewing("plan", false))(cohort);
                }},
        Refused{"Waived", Doing("plan", WorkKind::kDone), "STEP_SETTLED", "waived", Participant(1),
                Before(WaiveStep{EnrolmentOf(1), "plan", "ill"})},
        Refused{"NotApplicable", Doing("extra", WorkKind::kDone), "STEP_NOT_APPLICABLE", "extra",
                Participant(1), Before(Needs("no"))},
        Refused{"Ended", Doing("plan", WorkKind::kDone), "ENROLMENT_ENDED", "e1", Participant(1),
                End},
        Refused{"CohortClosed", Doing("plan", WorkKind::kDone), "COHORT_OVER", "closed",
                Participant(1),
                [](CohortBuilder& cohort) { cohort.Stage(storage::v1::COHORT_STAGE_CLOSED); }},
        Refused{"InFuture",
                With(Doing("plan", WorkKind::kDone),
                     [](RecordStep& command) { command.occurred = At(2021, 2, 2); }),
                "OCCURRED_IN_FUTURE", ""},
        Refused{"TooEarly",
                With(Doing("plan", WorkKind::kDone),
                     [](RecordStep& command) { command.occurred = At(2019, 2, 2); }),
                "OCCURRED_TOO_EARLY", ""}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    What, RecordStepRefusedTest,
    testing::Values(
        Refused{"WrongWork", Doing("needs", WorkKind::kDone), "WRONG_WORK",
                "survey: record answers"},
        Refused{"FieldsMissing", Notes({}, {}), "FIELD_REQUIRED", "size, topic"},
        Refused{"FieldMissing", Notes({"topic", "cost"}, {}), "FIELD_REQUIRED", "needs size"},
        Refused{"FieldUnknown", Notes({"topik"}, {{"size", 1}}), "ANSWER_INVALID",
                "did you mean topic?"},
        Refused{"ExperimentField", Doing("card", WorkKind::kDone), "FIELD_REQUIRED", "hypothesis"},
        Refused{"WordsOfHealth",
                With(Doing("recovery", WorkKind::kDone),
                     [](RecordStep& command) { command.words = {"pulse"}; }),
                "WRONG_WORK", "health"},
        Refused{"NoteOnHealth",
                With(Doing("recovery", WorkKind::kDone),
                     [](RecordStep& command) { command.work.mutable_sealed()->set_content("x"); }),
                "WRONG_WORK", "health"},
        Refused{"DiaryTooShort",
                With(Doing("diary", WorkKind::kDone),
                     [](RecordStep& command) {
                       command.work.set_started_at(absl::ToUnixMicros(At(2021, 1, 30)));
                     }),
                "ANSWER_INVALID", "at least 7"},
        Refused{"DiaryTooLong",
                With(Doing("diary", WorkKind::kDone),
                     [](RecordStep& command) {
                       command.work.set_started_at(absl::ToUnixMicros(At(2021, 1, 20)));
                     }),
                "ANSWER_INVALID", "at most 10"},
        Refused{"DiaryBegunAfterItsEnd",
                With(Doing("diary", WorkKind::kDone),
                     [](RecordStep& command) {
                       command.work.set_started_at(absl::ToUnixMicros(At(2021, 2, 3)));
                     }),
                "ANSWER_INVALID", "after the end"},
        Refused{"AnswerMissing", Doing("needs", WorkKind::kAnswers), "ANSWER_INVALID",
                "abroad, why"},
        Refused{"AnswerOutOfRange", After(6), "ANSWER_INVALID", "goes from 1 to 5"},
        Refused{"ValueUnknown", Deciding("verdict", "maybe"), "VALUE_UNKNOWN", "accepted, refused",
                Operator()},
        Refused{"NoValue", Deciding("verdict", ""), "VALUE_UNKNOWN", "accepted, refused",
                Operator()},
        Refused{"NothingDecided", Doing("choose/two", WorkKind::kDecision, GroupOf(1)),
                "FIELD_REQUIRED", "value", Operator()},
        Refused{"DateNotSet",
                With(Deciding("verdict", "accepted"),
                     [](RecordStep& command) { command.work.set_date(1); }),
                "ANSWER_INVALID", "date", Operator()},
        Refused{"TopicNotSet",
                With(Deciding("verdict", "accepted"),
                     [](RecordStep& command) { command.work.set_topic("sales"); }),
                "ANSWER_INVALID", "topic", Operator()},
        Refused{"NobodyDecided", Selecting({}), "FIELD_REQUIRED", "by_enrolment", Operator()},
        Refused{"DecidedUnknown", Selecting({{1, "maybe"}}), "VALUE_UNKNOWN", "yes, no",
                Operator()},
        Refused{"DecidedNotEnrolled", Selecting({{9, "yes"}}), "ENROLMENT_NOT_FOUND", "e9",
                Operator()},
        Refused{"DecidedEnded", Selecting({{1, "yes"}}), "ENROLMENT_ENDED", "e1", Operator(), End},
        Refused{"QuotaExceeded", Selecting({{1, "yes"}, {2, "yes"}, {3, "yes"}}), "QUOTA_EXCEEDED",
                "1 to 2, not to 3", Operator()},
        Refused{"QuotaNotReached", Selecting({{1, "no"}}), "QUOTA_EXCEEDED", "not to 0",
                Operator()},
        Refused{"NotShared",
                With(Doing("sale", WorkKind::kOutcome),
                     [](RecordStep& command) { command.work.add_shared_with(2); }),
                "ANSWER_INVALID", "shared_with"},
        Refused{"SharedWithNobody", Shared(1, {9}), "ENROLMENT_NOT_FOUND", "e9"},
        Refused{"SharedWithEnded", Shared(2, {1}), "ENROLMENT_ENDED", "e1", Participant(2), End},
        Refused{"MetNobody", Doing("advice", WorkKind::kMeeting), "FIELD_REQUIRED", "with"},
        Refused{"NegativeMinutes",
                With(Doing("talk", WorkKind::kMeeting),
                     [](RecordStep& command) { command.work.set_minutes(-1); }),
                "ANSWER_INVALID", "minutes"}),
    [](const auto& tested) { return tested.param.name; });

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

// ---- facts and means

TEST(RecordStepTest, AnAnswerWritesItsFact) {
  CohortBuilder cohort = Workshop();
  const auto decision = cohort.Do(Needs("yes"), Participant(1));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepRecorded e1 needs", "FactWritten e1"));
  ASSERT_EQ(cohort.enrolment(1).facts_size(), 1);
  EXPECT_EQ(cohort.enrolment(1).facts(0).fact(), "abroad");
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "yes");
}

TEST(RecordStepTest, ADecisionWritesItsFact) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Deciding("verdict", "accepted")).ok());
  EXPECT_EQ(cohort.record(1, "verdict").work().value(), "accepted");
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "accepted");
}

TEST(RecordStepTest, ADecisionAboutManyWritesOneFactEach) {
  CohortBuilder cohort = Workshop();
  const auto decision = cohort.Do(Selecting({{1, "yes"}, {3, "no"}}));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("StepRecorded selection", "FactWritten e1", "FactWritten e3"));
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "yes");
  EXPECT_EQ(cohort.enrolment(3).facts(0).value(), "no");
}

TEST(RecordStepTest, AnOutcomeWritesThatItCame) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Doing("contact", WorkKind::kOutcome)).ok());
  EXPECT_EQ(cohort.enrolment(1).facts(0).fact(), "met");
  EXPECT_EQ(cohort.enrolment(1).facts(0).item(), "1");
}

TEST(RecordStepTest, AMeanRunsAndTheDecisionKeepsIt) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(After(5, EnrolmentOf(1)), Participant(1)).ok());
  const auto second = cohort.Do(After(4, EnrolmentOf(2)), Participant(2));
  EXPECT_THAT(Lines(second->events), ElementsAre("StepRecorded e2 after", "AggregateChanged"));
  EXPECT_EQ(cohort.image().cohort.aggregates(0).sum(), 9);
  EXPECT_EQ(cohort.image().cohort.aggregates(0).count(), 2);
  ASSERT_TRUE(cohort.Do(Deciding("go-on", "no", TheCohort())).ok());
  const auto& work = cohort.image().cohort.steps(0).work();
  EXPECT_EQ(work.value(), "no");
  EXPECT_EQ(work.suggested(), "yes");
  EXPECT_EQ(work.aggregate_sum(), 9);
  EXPECT_EQ(work.aggregate_count(), 2);
}

TEST(RecordStepTest, NothingIsSuggestedWhenTheMeanIsLow) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(After(3), Participant(1)).ok());
  ASSERT_TRUE(cohort.Do(Deciding("go-on", "no", TheCohort())).ok());
  EXPECT_EQ(cohort.image().cohort.steps(0).work().suggested(), "");
}

// ---- what others share, what is made up, what moves

TEST(RecordStepTest, ASharedOutcomeIsCreditedToAll) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Doing("contact", WorkKind::kOutcome, EnrolmentOf(3))).ok());
  const auto decision = cohort.Do(Shared(1, {3, 2, 1}), Participant(1));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepRecorded e1 contact/1", "FactWritten e1",
                                                   "StepRecorded e2 contact/1", "FactWritten e2",
                                                   "StepRecorded e3 contact/2", "FactWritten e3"));
  EXPECT_THAT(cohort.record(1, "contact/1").work().shared_with(), ElementsAre(2, 3));
  EXPECT_THAT(cohort.record(2, "contact/1").work().shared_with(), ElementsAre(1, 3));
  EXPECT_THAT(cohort.record(3, "contact/2").work().shared_with(), ElementsAre(1, 2));
}

TEST(RecordStepTest, WhoeverHasThemAllIsLeftOut) {
  CohortBuilder cohort = Workshop();
  Twice(cohort);
  const auto decision = cohort.Do(Shared(2, {1}), Participant(2));
  EXPECT_THAT(Lines(decision->events), ElementsAre("StepRecorded e2 contact/1", "FactWritten e2"));
}

TEST(RecordStepTest, MakesUpForWhatWasMissed) {
  CohortBuilder cohort = Workshop();
  cohort.At(At(2021, 2, 1, 12));
  ASSERT_TRUE(cohort.Do(Doing("session/one", WorkKind::kAbsent), Participant(1)).ok());
  EXPECT_EQ(cohort.record(1, "session/one").state(), STEP_STATE_MISSED);
  const auto decision = cohort.Do(Doing("catch-up/one", WorkKind::kDone), Participant(1));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("StepRecorded e1 catch-up/one", "StepMadeUp e1 session/one"));
  EXPECT_EQ(cohort.record(1, "session/one").state(), STEP_STATE_DONE);
  EXPECT_EQ(cohort.record(1, "session/one").via(), storage::v1::VIA_MAKE_UP);
}

TEST(RecordStepTest, AHostSetsTopicAndDate) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(AssignLink{"host", {2}, {}, {}, "two"}).ok());
  RecordStep command = Doing("choose/two", WorkKind::kDecision, GroupOf(1));
  command.work.set_topic("sales");
  command.work.set_date(absl::ToUnixMicros(At(2021, 2, 16, 17)));
  EXPECT_EQ(ReasonOf(cohort.Do(command, Participant(1)).status()), "NOT_YOURS_TO_DO");
  const auto decision = cohort.Do(command, Participant(2));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("StepRecorded g1 choose/two", "SessionMoved g1 session/two"));
  EXPECT_EQ(cohort.occurrence(1, "session/two").topic(), "sales");
  EXPECT_EQ(cohort.occurrence(1, "session/two").starts_at(),
            absl::ToUnixMicros(At(2021, 2, 16, 17)));
}

TEST(RecordStepTest, ADateThatPassesTheNextSessionIsRefused) {
  CohortBuilder cohort = Workshop();
  RecordStep command = Doing("choose/one", WorkKind::kDecision, GroupOf(1));
  command.work.set_date(absl::ToUnixMicros(At(2021, 3, 20, 17)));
  EXPECT_EQ(ReasonOf(cohort.Do(command).status()), "ANSWER_INVALID");
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
