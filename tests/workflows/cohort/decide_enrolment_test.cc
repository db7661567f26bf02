// Who is enrolled, and who is accepted.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CreateEnrolments Persons(const std::vector<std::string>& persons) {
  CreateEnrolments command;
  for (const std::string& person : persons) command.enrolments.push_back({person, "", ""});
  return command;
}

// "created 1", "found 1" or the reason of a refusal, for each result.
std::vector<std::string> Results(const absl::StatusOr<Decision>& decision) {
  std::vector<std::string> words;
  if (!decision.ok()) return {ReasonOf(decision.status())};
  for (const ItemResult& result : decision->results) {
    const std::string number = " " + std::to_string(result.enrolment);
    words.push_back(result.outcome == ItemResult::kCreated ? "created" + number
                    : result.outcome == ItemResult::kFound ? "found" + number
                                                           : ReasonOf(result.refusal));
  }
  return words;
}

TEST(CreateEnrolmentsTest, GivesEachPersonTheNextOrdinal) {
  CohortBuilder cohort = BeforeTheSeason();
  const auto decision = cohort.Do(Persons({"persons/a", "persons/b"}));
  EXPECT_THAT(Results(decision), ElementsAre("created 1", "created 2"));
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("OrdinalsGiven", "EnrolmentApplied e1", "EnrolmentApplied e2"));
  EXPECT_EQ(cohort.image().cohort.enrolments(), 2u);
  EXPECT_EQ(cohort.enrolment(2).person(), "persons/b");
  EXPECT_EQ(cohort.enrolment(2).stage(), kApplied);
  EXPECT_EQ(cohort.enrolment(2).template_(), "test/example@1");
  EXPECT_EQ(cohort.enrolment(2).applied_at(), absl::ToUnixMicros(cohort.now()));
}

TEST(CreateEnrolmentsTest, FindsWhoIsEnrolledAlreadyAlsoInTheSameCall) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kActive);
  const auto decision = cohort.Do(Persons({"persons/p1", "persons/a", "persons/a"}));
  EXPECT_THAT(Results(decision), ElementsAre("found 1", "created 2", "found 2"));
  EXPECT_THAT(decision->events, SizeIs(2));
}

TEST(CreateEnrolmentsTest, SaysNothingWhenAllAreFound) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kApplied);
  EXPECT_THAT(cohort.Do(Persons({"persons/p1"}))->events, IsEmpty());
}

TEST(CreateEnrolmentsTest, EnrolsAnewWhoHasEnded) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kEnded);
  EXPECT_THAT(Results(cohort.Do(Persons({"persons/p1"}))), ElementsAre("created 2"));
}

TEST(CreateEnrolmentsTest, TakesMoreApplicantsThanPlaces) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(6, kApplied);
  cohort.Enrol(4, kAccepted);
  EXPECT_THAT(Results(cohort.Do(Persons({"persons/a"}))), ElementsAre("created 11"));
}

TEST(CreateEnrolmentsTest, RefusesWhenThoseAcceptedFillTheCohort) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(5, kAccepted);
  const auto decision = cohort.Do(Persons({"persons/a", "persons/p2"}));
  EXPECT_THAT(Results(decision), ElementsAre("COHORT_FULL", "found 2"));
  EXPECT_THAT(decision->events, IsEmpty());
  EXPECT_EQ(ParticularsOf(decision->results[0].refusal)["most"], "5");
}

TEST(CreateEnrolmentsTest, RefusesAllWhenAllOrNothingWasAsked) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kApplied);
  CreateEnrolments command = Persons({"persons/a", "persons/b", "persons/p1"});
  command.enrolments[1].track = "unknown";
  EXPECT_THAT(Results(cohort.Do(command)), ElementsAre("created 2", "TRACK_UNKNOWN", "found 1"));
  command.all_or_nothing = true;
  command.enrolments[0].person = "persons/c";
  const auto decision = cohort.Do(command);
  EXPECT_THAT(Results(decision), ElementsAre("OTHERS_REFUSED", "TRACK_UNKNOWN", "found 1"));
  EXPECT_THAT(decision->events, IsEmpty());
}

constexpr char kTracks[] = R"(
template: tracks
people: {tracks: {firm: {}, expert: {}}}
phases: [{id: all, steps: [{id: plan, task: any}]}]
ends: [{id: done, as: completed, requires: {plan: {done: plan}}}]
)";

TEST(CreateEnrolmentsTest, KnowsTheTracksOfTheVersion) {
  CohortBuilder cohort(kTracks, kSeasonStart);
  CreateEnrolments command = Persons({"persons/a", "persons/b", "persons/c"});
  command.enrolments[0].track = "expert";
  command.enrolments[1].track = "guest";
  const auto decision = cohort.Do(command);
  EXPECT_THAT(Results(decision), ElementsAre("created 1", "TRACK_UNKNOWN", "TRACK_UNKNOWN"));
  EXPECT_EQ(cohort.enrolment(1).track(), "expert");
  EXPECT_EQ(ParticularsOf(decision->results[1].refusal)["known"], "expert, firm");
}

TEST(AcceptEnrolmentsTest, TakesEveryoneWhoAppliedUnlessToldWhom) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(2, kApplied);
  cohort.Enrol(kWaitlisted);
  const auto decision = cohort.Do(AcceptEnrolments{});
  EXPECT_THAT(Lines(decision->events), ElementsAre("EnrolmentAccepted e1", "EnrolmentAccepted e2"));
  EXPECT_EQ(cohort.enrolment(3).stage(), kWaitlisted);
  EXPECT_THAT(Lines(cohort.Do(AcceptEnrolments{{3, 3}})->events),
              ElementsAre("EnrolmentAccepted e3"));
  EXPECT_THAT(cohort.Do(AcceptEnrolments{})->events, IsEmpty());
}

TEST(AcceptEnrolmentsTest, RefusesAllWhenThereAreNotEnoughPlaces) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(3, kAccepted);
  cohort.Enrol(3, kApplied);
  const auto refused = cohort.Do(AcceptEnrolments{});
  EXPECT_EQ(ReasonOf(refused.status()), "COHORT_FULL");
  EXPECT_EQ(ParticularsOf(refused.status()),
            (Particulars{{"most", "5"}, {"taken", "3"}, {"asked", "3"}}));
  EXPECT_TRUE(cohort.Do(AcceptEnrolments{{4, 6}}).ok());
}

// Whether one more is accepted into a cohort of five beside four active ones and one in that stage.
TEST(AcceptEnrolmentsTest, CountsWhoHoldsAPlace) {
  struct Case {
    storage::v1::EnrolmentStage stage;
    kasvu::v1::EndKind kind;  // of an ended one
    bool holds;
  };
  const Case cases[] = {
      {kApplied, kasvu::v1::END_KIND_UNSPECIFIED, false},
      {kWaitlisted, kasvu::v1::END_KIND_UNSPECIFIED, false},
      {kAccepted, kasvu::v1::END_KIND_UNSPECIFIED, true},
      {kActive, kasvu::v1::END_KIND_UNSPECIFIED, true},
      {kPaused, kasvu::v1::END_KIND_UNSPECIFIED, true},
      {kEnded, kasvu::v1::END_KIND_COMPLETED, true},
      {kEnded, kasvu::v1::END_KIND_INCOMPLETE, true},
      {kEnded, kasvu::v1::END_KIND_LEFT, false},
      {kEnded, kasvu::v1::END_KIND_DECLINED, false},
      {kEnded, kasvu::v1::END_KIND_WITHDRAWN, false},
      {kEnded, kasvu::v1::END_KIND_CANCELLED, false},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(testing::Message() << one.stage << " " << one.kind);
    CohortBuilder cohort = BeforeTheSeason();
    cohort.Enrol(4, kActive);
    cohort.bent().enrolments[cohort.Enrol(one.stage)].set_end_kind(one.kind);
    const uint32_t applicant = cohort.Enrol(kApplied);
    EXPECT_EQ(ReasonOf(cohort.Do(AcceptEnrolments{{applicant}}).status()),
              one.holds ? "COHORT_FULL" : "");
  }
}

TEST(AcceptEnrolmentsTest, RefusesWhoIsUnknownOrFurther) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kActive);
  EXPECT_EQ(ReasonOf(cohort.Do(AcceptEnrolments{{7}}).status()), "ENROLMENT_NOT_FOUND");
  const auto wrong = cohort.Do(AcceptEnrolments{{1}});
  EXPECT_EQ(ReasonOf(wrong.status()), "WRONG_STATE");
  EXPECT_EQ(
      ParticularsOf(wrong.status()),
      (Particulars{{"enrolment", "e1"}, {"stage", "active"}, {"may", "applied, waitlisted"}}));
}

TEST(EnrolmentTest, NobodyComesIntoACohortThatIsOver) {
  for (const auto stage : {storage::v1::COHORT_STAGE_AFTERCARE, storage::v1::COHORT_STAGE_CLOSED,
                           storage::v1::COHORT_STAGE_CANCELLED}) {
    CohortBuilder cohort = BeforeTheSeason();
    cohort.Enrol(kApplied);
    cohort.Stage(stage);
    EXPECT_EQ(ReasonOf(cohort.Do(Persons({"persons/a"})).status()), "COHORT_OVER");
    EXPECT_EQ(ReasonOf(cohort.Do(AcceptEnrolments{}).status()), "COHORT_OVER");
  }
}

}  // namespace
}  // namespace kasvu::workflows
