// How groups come into being, and how somebody changes hers.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<uint32_t> Members(const CohortBuilder& cohort, uint32_t group) {
  return {cohort.group(group).members().begin(), cohort.group(group).members().end()};
}

TEST(FormGroupsTest, GroupsWhoWasAcceptedAndHasNone) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Form({cohort.Enrol(kAccepted)});
  cohort.Enrol(kApplied);
  cohort.Enrol(kAccepted);
  cohort.Enrol(kActive);
  cohort.Enrol(kPaused);
  cohort.Enrol(kEnded);
  const auto decision = cohort.Do(FormGroups{});
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("OrdinalsGiven", "GroupFormed g2", "MemberAdded g2", "MemberAdded g2",
                          "MemberAdded g2", "SessionsPlanned g2", "EnrolmentGrouped e3",
                          "EnrolmentGrouped e4", "EnrolmentGrouped e5"));
  EXPECT_THAT(Members(cohort, 2), ElementsAre(3, 4, 5));
  EXPECT_EQ(cohort.enrolment(4).group(), 2u);
  EXPECT_EQ(cohort.group(2).title(), "Ryhmä 2");
  EXPECT_EQ(cohort.image().cohort.groups(), 2u);
}

TEST(FormGroupsTest, PlansTheSessionsOfEachGroup) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(5, kAccepted);
  ASSERT_TRUE(cohort.Do(FormGroups{}).ok());
  for (const uint32_t group : {1u, 2u}) {
    EXPECT_EQ(cohort.occurrence(group, "session/two").state(),
              storage::v1::OCCURRENCE_STATE_PLANNED);
    EXPECT_EQ(cohort.occurrence(group, "session/two").starts_at(),
              absl::ToUnixMicros(At(2021, 2, 8, 9)));
    EXPECT_EQ(cohort.occurrence(group, "lunch/one").state(),
              storage::v1::OCCURRENCE_STATE_TENTATIVE);
  }
}

TEST(FormGroupsTest, PlansALateGroupFromTheStartAsWell) {
  CohortBuilder cohort = Season();
  cohort.At(At(2021, 2, 12));
  cohort.Enrol(2, kActive);
  ASSERT_TRUE(cohort.Do(FormGroups{}).ok());
  EXPECT_EQ(cohort.occurrence(1, "session/one").starts_at(), absl::ToUnixMicros(At(2021, 2, 1, 9)));
  EXPECT_EQ(cohort.occurrence(1, "session/one").state(), storage::v1::OCCURRENCE_STATE_PLANNED);
}

TEST(FormGroupsTest, ReadsWhatIsToldOfEachAndTheirCompanies) {
  constexpr char kApart[] = R"(
template: apart
people: {group: {min: 2, max: 2, apart: [company, trade]}}
phases: [{id: all, steps: [{id: plan, task: any}]}]
ends: [{id: done, as: completed, requires: {plan: {done: plan}}}]
)";
  CohortBuilder cohort(kApart, kSeasonStart);
  cohort.Enrol(4, kAccepted);
  cohort.bent().enrolments[1].set_company("companies/a");
  cohort.bent().enrolments[3].set_company("companies/a");
  FormGroups command;
  command.attributes = {{1, {{"trade", "baker"}}}, {4, {{"trade", "baker"}}}};
  ASSERT_TRUE(cohort.Do(command).ok());
  EXPECT_THAT((std::vector{Members(cohort, 1), Members(cohort, 2)}),
              UnorderedElementsAre(ElementsAre(1, 2), ElementsAre(3, 4)));
}

TEST(FormGroupsTest, Refuses) {
  CohortBuilder cohort = BeforeTheSeason();
  cohort.Enrol(kApplied);
  EXPECT_EQ(ReasonOf(cohort.Do(FormGroups{}).status()), "NOBODY_TO_GROUP");
  cohort.Enrol(kAccepted);
  const auto alone = cohort.Do(FormGroups{});
  EXPECT_EQ(ReasonOf(alone.status()), "GROUP_SIZE");
  EXPECT_THAT(std::string(alone.status().message()), HasSubstr("2 to 4"));
  cohort.Enrol(3, kAccepted);
  EXPECT_EQ(ReasonOf(cohort.Do(FormGroups{3, {}}).status()), "GROUP_SIZE");
  EXPECT_TRUE(cohort.Do(FormGroups{2, {}}).ok());
  cohort.Stage(storage::v1::COHORT_STAGE_CLOSED);
  EXPECT_EQ(ReasonOf(cohort.Do(FormGroups{}).status()), "COHORT_OVER");
}

TEST(MoveEnrolmentTest, ChangesTheGroupAndKeepsWhatWasDone) {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(3, kActive));
  cohort.Form(cohort.Enrol(2, kActive));
  cohort.Happen(EnrolmentOf(1), [](auto& event) {
    event.mutable_step_recorded()->set_key("session/one");
    event.mutable_step_recorded()->set_state(storage::v1::STEP_STATE_DONE);
  });
  const auto decision = cohort.Do(MoveEnrolment{1, 2});
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("MemberRemoved g1", "MemberAdded g2", "EnrolmentGrouped e1"));
  EXPECT_THAT(Members(cohort, 1), ElementsAre(2, 3));
  EXPECT_THAT(Members(cohort, 2), ElementsAre(4, 5, 1));
  EXPECT_EQ(cohort.enrolment(1).group(), 2u);
  EXPECT_EQ(cohort.record(1, "session/one").state(), storage::v1::STEP_STATE_DONE);
  EXPECT_THAT(cohort.Do(MoveEnrolment{1, 2})->events, IsEmpty());
}

TEST(MoveEnrolmentTest, BringsALatecomerIntoAGroup) {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(2, kActive));
  const uint32_t latecomer = cohort.Enrol(kAccepted);
  EXPECT_THAT(Lines(cohort.Do(MoveEnrolment{latecomer, 1})->events),
              ElementsAre("MemberAdded g1", "EnrolmentGrouped e3"));
}

TEST(MoveEnrolmentTest, Refuses) {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(4, kActive));
  cohort.Form(cohort.Enrol(2, kActive));
  const uint32_t ended = cohort.Enrol(kEnded);
  const uint32_t applied = cohort.Enrol(kApplied);
  const auto reason = [&](uint32_t enrolment, uint32_t group) {
    return ReasonOf(cohort.Do(MoveEnrolment{enrolment, group}).status());
  };
  EXPECT_EQ(reason(99, 1), "ENROLMENT_NOT_FOUND");
  EXPECT_EQ(reason(5, 9), "GROUP_NOT_FOUND");
  EXPECT_EQ(reason(ended, 2), "ENROLMENT_ENDED");
  EXPECT_EQ(reason(applied, 2), "WRONG_STATE");
  EXPECT_EQ(reason(5, 1), "GROUP_SIZE");
  // Who has ended takes no place.
  cohort.Happen(EnrolmentOf(4), [](auto& event) { event.mutable_enrolment_ended(); });
  EXPECT_EQ(reason(5, 1), "");
  cohort.Stage(storage::v1::COHORT_STAGE_AFTERCARE);
  EXPECT_EQ(reason(6, 1), "COHORT_OVER");
}

}  // namespace
}  // namespace kasvu::workflows
