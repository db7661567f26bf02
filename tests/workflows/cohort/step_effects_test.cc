// What follows from work on a step: facts, means, what others share, what is made up, what moves.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop_work.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_MISSED;
using ::testing::ElementsAre;

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

}  // namespace
}  // namespace kasvu::workflows
