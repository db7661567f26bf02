// Who may act on a step, for whom, and when several have.
#include "workflows/cohort/signers.h"

#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_SUBMITTED;
using ::testing::ElementsAre;

RecordStep SignsAs(RecordStep command, const std::string& word) {
  command.signs_as = word;
  return command;
}

struct Actor {
  std::string key;
  WorkKind kind;
  Doer doer;
  std::string reason;  // empty: may
  std::string signs_as = {};
};

TEST(ActOfTest, OfOneActor) {
  const std::vector<Actor> table = {
      {"diary", WorkKind::kDone, Participant(1), ""},
      {"diary", WorkKind::kDone, Participant(2), "NOT_YOURS_TO_DO"},
      {"diary", WorkKind::kDone, InRole("persons/m1", "mentor"), "NOT_YOURS_TO_DO"},
      {"diary", WorkKind::kDone, CohortBuilder::Coordinator(), ""},
      {"diary", WorkKind::kDone, Operator(), ""},
      {"diary", WorkKind::kDone, Participant(1), "NOT_YOURS_TO_DO", "mentor"},
      // Whom one meets records it too; a mentor of others does not.
      {"talk", WorkKind::kMeeting, InRole("persons/m1", "mentor"), ""},
      {"talk", WorkKind::kMeeting, InRole("persons/m2", "mentor"), "NOT_YOURS_TO_DO"},
      {"talk", WorkKind::kMeeting, Participant(1), "NOT_YOURS_TO_DO", "mentor"},
      // A role that is no link is anybody's who has it.
      {"jury", WorkKind::kDone, InRole("persons/j", "juror"), ""},
      {"jury", WorkKind::kDone, InRole("persons/j", "mentor"), "NOT_YOURS_TO_DO"},
      // A signature is one's own: who types it in says whose it is.
      {"rules", WorkKind::kSigned, Participant(1), ""},
      {"rules", WorkKind::kSigned, Participant(2), "NOT_YOURS_TO_DO"},
      {"rules", WorkKind::kSigned, CohortBuilder::Coordinator(), "FIELD_REQUIRED"},
      {"rules", WorkKind::kSigned, CohortBuilder::Coordinator(), "", "self"},
      {"rules", WorkKind::kSigned, Operator(), "NOT_YOURS_TO_DO", "mentor"},
  };
  const CohortBuilder fresh = Workshop();
  for (const Actor& actor : table) {
    CohortBuilder cohort = fresh;
    const auto decision =
        cohort.Do(SignsAs(Doing(actor.key, actor.kind), actor.signs_as), actor.doer);
    EXPECT_EQ(ReasonOf(decision.status()), actor.reason)
        << actor.key << " by " << actor.doer.person << " as " << actor.signs_as << ": "
        << decision.status();
  }
}

RecordStep Pact() { return Doing("pact", WorkKind::kSigned, LinkOf(1)); }

TEST(ActOfTest, BothSidesSign) {
  CohortBuilder cohort = Workshop();
  const auto first = cohort.Do(Pact(), InRole("persons/m1", "mentor"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(Lines(first->events), ElementsAre("StepSigned l1 pact"));
  const auto& link = cohort.image().links.at(1);
  EXPECT_EQ(link.steps(0).state(), STEP_STATE_SUBMITTED);
  EXPECT_EQ(link.steps(0).signatures(0).role(), "mentor");
  EXPECT_EQ(link.steps(0).signatures(0).person(), "persons/m1");
  EXPECT_EQ(ReasonOf(cohort.Do(Pact(), InRole("persons/m1", "mentor")).status()), "ALREADY_SIGNED");
  EXPECT_EQ(ReasonOf(cohort.Do(Pact(), Participant(2)).status()), "NOT_YOURS_TO_DO");
  ASSERT_TRUE(cohort.Do(Pact(), Participant(1)).ok());
  EXPECT_EQ(cohort.image().links.at(1).steps(0).state(), STEP_STATE_DONE);
  EXPECT_EQ(ReasonOf(cohort.Do(Pact(), Participant(1)).status()), "STEP_SETTLED");
}

TEST(ActOfTest, ACoordinatorTypesInThePaperOfBoth) {
  CohortBuilder cohort = Workshop();
  EXPECT_EQ(ReasonOf(cohort.Do(Pact()).status()), "FIELD_REQUIRED");
  ASSERT_TRUE(cohort.Do(SignsAs(Pact(), "mentor")).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(SignsAs(Pact(), "mentor")).status()), "ALREADY_SIGNED");
  ASSERT_TRUE(cohort.Do(SignsAs(Pact(), "self")).ok());
  const auto& record = cohort.image().links.at(1).steps(0);
  EXPECT_EQ(record.state(), STEP_STATE_DONE);
  EXPECT_EQ(record.signatures(0).person(), "persons/m1");
  EXPECT_EQ(record.signatures(1).person(), "persons/p1");
}

TEST(ActOfTest, EveryoneInASymmetricLinkSigns) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(AssignLink{"peer", {1, 2, 3}, {}, {}, ""}).ok());
  const RecordStep plan = Doing("plan-together", WorkKind::kSigned, LinkOf(5));
  ASSERT_TRUE(cohort.Do(plan, Participant(3)).ok());
  ASSERT_TRUE(cohort.Do(plan, Participant(1)).ok());
  EXPECT_EQ(cohort.image().links.at(5).steps(0).state(), STEP_STATE_SUBMITTED);
  EXPECT_EQ(ReasonOf(cohort.Do(plan, Participant(4)).status()), "NOT_YOURS_TO_DO");
  ASSERT_TRUE(cohort.Do(SignsAs(plan, "peer")).ok());
  EXPECT_EQ(cohort.image().links.at(5).steps(0).state(), STEP_STATE_DONE);
  EXPECT_EQ(cohort.image().links.at(5).steps(0).signatures(2).person(), "persons/p2");
}

TEST(ActOfTest, ASurveyOfBothCountsBothAnswers) {
  CohortBuilder cohort = Workshop();
  RecordStep check = Doing("check", WorkKind::kAnswers, LinkOf(1));
  storage::v1::Answer answer;
  answer.set_numeric(true);
  answer.set_number(4);
  (*check.work.mutable_answers())["useful"] = answer;
  ASSERT_TRUE(cohort.Do(check, Participant(1)).ok());
  ASSERT_TRUE(cohort.Do(check, InRole("persons/m1", "mentor")).ok());
  EXPECT_EQ(cohort.image().links.at(1).steps(0).state(), STEP_STATE_DONE);
}

TEST(ActOfTest, AtLeastTwoOfAny) {
  CohortBuilder cohort = Workshop();
  const RecordStep jury = Doing("jury", WorkKind::kDone);
  ASSERT_TRUE(cohort.Do(jury, InRole("persons/j1", "juror")).ok());
  EXPECT_EQ(cohort.record(1, "jury").state(), STEP_STATE_SUBMITTED);
  EXPECT_EQ(ReasonOf(cohort.Do(jury, InRole("persons/j1", "juror")).status()), "ALREADY_SIGNED");
  ASSERT_TRUE(cohort.Do(jury, InRole("persons/j2", "juror")).ok());
  EXPECT_EQ(cohort.record(1, "jury").state(), STEP_STATE_DONE);
}

TEST(ActOfTest, TwoReviewTogether) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Reviewing("jury", false), InRole("persons/j1", "juror")).ok());
  EXPECT_EQ(cohort.record(1, "jury").state(), STEP_STATE_SUBMITTED);
  ASSERT_TRUE(cohort.Do(Reviewing("jury", false), InRole("persons/j2", "juror")).ok());
  EXPECT_EQ(cohort.record(1, "jury").state(), STEP_STATE_DONE);
}

TEST(ActOfTest, WhatTwoDecideIsAFactWhenTheSecondHas) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(Deciding("prize", "yes"), InRole("persons/j1", "juror")).ok());
  EXPECT_EQ(cohort.enrolment(1).facts_size(), 0);
  ASSERT_TRUE(cohort.Do(Deciding("prize", "yes"), InRole("persons/j2", "juror")).ok());
  ASSERT_EQ(cohort.enrolment(1).facts_size(), 1);
  EXPECT_EQ(cohort.enrolment(1).facts(0).value(), "yes");
}

TEST(ActOfTest, AnEndedLinkNoLongerActs) {
  CohortBuilder cohort = Workshop();
  ASSERT_TRUE(cohort.Do(EndLink{1, "parted"}).ok());
  EXPECT_EQ(
      ReasonOf(
          cohort.Do(Doing("talk", WorkKind::kMeeting), InRole("persons/m1", "mentor")).status()),
      "NOT_YOURS_TO_DO");
}

}  // namespace
}  // namespace kasvu::workflows
