// Work on steps that is refused, and why.
#include <gmock/gmock.h>

#include <functional>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop_work.h"

namespace kasvu::workflows {
namespace {

using ::testing::HasSubstr;

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
        Refused{"SharedWithHerself", Shared(1, {1}), "ANSWER_INVALID", "herself"},
        Refused{"SharedWithNobody", Shared(1, {9}), "ENROLMENT_NOT_FOUND", "e9"},
        Refused{"SharedWithEnded", Shared(2, {1}), "ENROLMENT_ENDED", "e1", Participant(2), End},
        Refused{"MetNobody", Doing("advice", WorkKind::kMeeting), "FIELD_REQUIRED", "with"},
        Refused{"NegativeMinutes",
                With(Doing("talk", WorkKind::kMeeting),
                     [](RecordStep& command) { command.work.set_minutes(-1); }),
                "ANSWER_INVALID", "minutes"}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace kasvu::workflows
