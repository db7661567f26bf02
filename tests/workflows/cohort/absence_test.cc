// Nothing that time settles falls into a pause or into the absence of somebody who came back: not
// her own steps, not her joining or her end, not the steps of her links.
#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/workflows/cohort/cohort_builder.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/settle.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: nothing but the names of states
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kProgramme[] = R"(
template: absence
languages: [fi]
title: {fi: Poissa}
people:
  group: {min: 2, max: 6}
  roles: {mentor: {title: {fi: Mentori}, min: 1}}
links:
  mentor: {title: {fi: Mentori}, of: mentor, size: 1, consent: other}
  pair: {title: {fi: Pari}, of: participant, size: 2, symmetric: true}
phases:
  - id: all
    title: {fi: Kaikki}
    steps:
      - {id: plan, title: {fi: Suunnitelma}, task: any, due: {after: start, days: 9},
         close: {after: start, days: 19}, else: missed}
      - {id: early, title: {fi: Alku}, task: any, optional: true, close: {after: start, days: 1},
         else: waived}
      - {id: bond, title: {fi: Sopimus}, per: mentor, agreement: bond, optional: true,
         due: {after: 'match:mentor', days: 4}, close: {after: 'match:mentor', days: 9},
         else: missed}
      - {id: walk, title: {fi: Kävely}, per: pair, task: any, optional: true,
         close: {after: 'match:pair', days: 9}, else: escalate}
      - {id: why, title: {fi: Miksi}, task: any, optional: true, on_end: [withdrawn],
         open: {after: end, days: 1}, close: {after: end, days: 5}, else: missed}
ends:
  - {id: done, title: {fi: Valmis}, as: completed, requires: {plan: {done: plan}}}
)";

constexpr uint32_t kAino = 1, kBirk = 2;

absl::Time Feb(int day, int hour = 0) { return At(2021, 2, day, hour); }

// Aino and Birk, active since the first of February.
class AbsenceTest : public testing::Test {
 protected:
  AbsenceTest() : cohort_(kProgramme, absl::CivilDay(2021, 2, 1)) {
    cohort_.Run();
    cohort_.Enrol(2, ENROLMENT_STAGE_ACTIVE);
  }

  // What time settles up to then, as it would be told: "3. StepWaived e1 early".
  std::vector<std::string> Wait(absl::Time until) {
    cohort_.At(until);
    std::vector<std::string> told;
    const auto tell = [&](const Settlement& settlement) {
      const std::vector<std::string> lines = Lines(settlement.events);
      for (size_t i = 0; i < lines.size(); ++i) {
        const int day =
            cohort_.program().zone().DayAt(FromMicros(settlement.events[i].occurred_at())).day();
        told.push_back(std::to_string(day) + ". " + lines[i]);
      }
    };
    tell(SettleShared(cohort_.program(), cohort_.bent(), until));
    for (const uint32_t one : {kAino, kBirk}) {
      tell(SettleEnrolment(cohort_.program(), cohort_.bent(), one, until));
    }
    return told;
  }

  std::vector<std::string> Move(workflows::Move move, uint32_t who = kAino,
                                std::optional<absl::Time> occurred = std::nullopt) {
    const auto decision = cohort_.Do(MoveStage{move, who, "", occurred});
    EXPECT_TRUE(decision.ok()) << decision.status();
    return decision.ok() ? Lines(decision->events) : std::vector<std::string>();
  }

  // A mentor for one of them, who has agreed, or a walk for the two: link 1.
  void Bind(const std::string& link, std::vector<uint32_t> of) {
    AssignLink assign;
    assign.link = link;
    assign.enrolments = std::move(of);
    if (link == "mentor") assign.persons = {{"persons/m", {"mentor"}}};
    const auto made = cohort_.Do(assign);
    ASSERT_TRUE(made.ok()) << made.status();
    if (link != "mentor") return;
    ConsentToLink consent;
    consent.link = 1;
    consent.person = "persons/m";
    ASSERT_TRUE(cohort_.Do(consent).ok());
  }

  const LinkState& Link() const { return cohort_.image().links.at(1); }

  CohortBuilder cohort_;
};

TEST_F(AbsenceTest, WhoComesBackHasTheTimeThatWasLeft) {
  EXPECT_THAT(Wait(Feb(5)), ElementsAre("3. StepWaived e1 early", "3. StepWaived e2 early"));
  Move(Move::kWithdraw);
  EXPECT_THAT(Wait(Feb(25)), ElementsAre("11. StepMissed e1 why", "21. StepMissed e2 plan"));
  Move(Move::kReturn);
  EXPECT_EQ(cohort_.enrolment(kAino).stage(), ENROLMENT_STAGE_ACTIVE);
  const auto plan = FindSlot(cohort_.view(), EnrolmentOf(kAino), "plan");
  EXPECT_EQ(plan->state, STEP_STATE_OPEN);
  EXPECT_FALSE(plan->overdue);
  EXPECT_EQ(*plan->due, At(2021, 3, 3));     // six days were left on the fifth
  EXPECT_EQ(*plan->close, At(2021, 3, 13));  // and sixteen
  EXPECT_THAT(Wait(At(2021, 3, 12)), IsEmpty());
  EXPECT_THAT(Wait(At(2021, 3, 14)), ElementsAre("13. StepMissed e1 plan"));
}

TEST_F(AbsenceTest, WhoLeftInAPauseIsAwayFromThePauseOn) {
  Wait(Feb(5));
  Move(Move::kPause);
  Wait(Feb(15));
  Move(Move::kWithdraw);
  Wait(Feb(25));
  Move(Move::kReturn);
  EXPECT_EQ(*FindSlot(cohort_.view(), EnrolmentOf(kAino), "plan")->due, At(2021, 3, 3));
  EXPECT_THAT(Wait(At(2021, 3, 14)), ElementsAre("13. StepMissed e1 plan"));
}

TEST_F(AbsenceTest, ALateWordOfALeavingUndoesWhatClosedSince) {
  Wait(Feb(22));
  ASSERT_EQ(cohort_.record(kAino, "plan").state(), STEP_STATE_MISSED);
  EXPECT_THAT(Move(Move::kWithdraw, kAino, Feb(8)),
              ElementsAre("EnrolmentEnded e1", "StepCorrected e1 plan"));
  Move(Move::kReturn);
  const auto plan = FindSlot(cohort_.view(), EnrolmentOf(kAino), "plan");
  EXPECT_EQ(plan->state, STEP_STATE_OPEN);
  EXPECT_EQ(*plan->due, Feb(25));
}

TEST_F(AbsenceTest, TheAftercareOfALeavingThatIsTakenBackIsNotMissed) {
  Wait(Feb(5));
  Move(Move::kWithdraw);
  Wait(Feb(15));
  ASSERT_EQ(cohort_.record(kAino, "why").state(), STEP_STATE_MISSED);
  EXPECT_THAT(Move(Move::kReturn), ElementsAre("EnrolmentReturned e1", "StepCorrected e1 why"));
  Move(Move::kWithdraw);
  EXPECT_THAT(Wait(Feb(20)), IsEmpty());
  EXPECT_THAT(Wait(Feb(28)), ElementsAre("21. StepMissed e1 why", "21. StepMissed e2 plan"));
}

TEST_F(AbsenceTest, NobodyJoinsBeforeSheIsBack) {
  CohortBuilder early(kProgramme, absl::CivilDay(2021, 2, 1));
  early.At(At(2021, 1, 20));
  early.Enrol(ENROLMENT_STAGE_ACCEPTED);
  ASSERT_TRUE(early.Do(MoveStage{Move::kWithdraw, 1, "", std::nullopt}).ok());
  early.At(Feb(1)).Run();
  early.At(Feb(7));
  ASSERT_TRUE(early.Do(MoveStage{Move::kReturn, 1, "", std::nullopt}).ok());
  SettleEnrolment(early.program(), early.bent(), 1, Feb(22));
  EXPECT_EQ(FromMicros(early.enrolment(1).joined_at()), Feb(7));
  EXPECT_EQ(FromMicros(early.record(1, "early").occurred_at()), At(2021, 2, 21))
      << "it had fourteen days left";
}

TEST_F(AbsenceTest, NobodyReachesAnEndBeforeSheIsBack) {
  Wait(Feb(5));
  Move(Move::kWithdraw);
  Wait(Feb(15));
  // Told when she is back, done while she was away.
  Move(Move::kReturn);
  RecordStep plan;
  plan.owner = EnrolmentOf(kAino);
  plan.key = "plan";
  plan.kind = WorkKind::kDone;
  plan.occurred = Feb(10);
  ASSERT_TRUE(cohort_.Do(plan).ok());
  Wait(Feb(16));
  EXPECT_EQ(cohort_.enrolment(kAino).stage(), ENROLMENT_STAGE_ENDED);
  EXPECT_EQ(FromMicros(cohort_.enrolment(kAino).ended_at()), Feb(15));
}

TEST_F(AbsenceTest, AnOldReturnKeepsItsMeaning) {
  Move(Move::kWithdraw);
  cohort_.At(Feb(9)).Happen(EnrolmentOf(kAino),
                            [](auto& event) { event.mutable_enrolment_returned(); });
  EXPECT_EQ(cohort_.enrolment(kAino).stage(), ENROLMENT_STAGE_ACTIVE);
  EXPECT_TRUE(cohort_.enrolment(kAino).pauses().empty());
}

TEST_F(AbsenceTest, TheStepsOfALinkStandStillInAPause) {
  Wait(Feb(5));
  Bind("mentor", {kAino});
  cohort_.At(Feb(7));
  EXPECT_THAT(Move(Move::kPause), ElementsAre("EnrolmentPaused e1", "LinkPaused l1"));
  EXPECT_THAT(Wait(Feb(20)), IsEmpty());
  EXPECT_FALSE(FindSlot(cohort_.view(), LinkOf(1), "bond")->overdue);
  EXPECT_THAT(Move(Move::kResume), ElementsAre("EnrolmentResumed e1", "LinkResumed l1"));
  const auto bond = FindSlot(cohort_.view(), LinkOf(1), "bond");
  EXPECT_EQ(*bond->due, Feb(23));    // three days were left
  EXPECT_EQ(*bond->close, Feb(28));  // and eight
  EXPECT_THAT(Wait(At(2021, 3, 1)),
              ElementsAre("28. StepMissed l1 bond", "21. StepMissed e2 plan"));
}

TEST_F(AbsenceTest, ALinkGoesOnWhenTheLastPauseInItEnds) {
  Wait(Feb(5));
  Bind("pair", {kAino, kBirk});
  cohort_.At(Feb(6));
  EXPECT_THAT(Move(Move::kPause, kAino), ElementsAre("EnrolmentPaused e1", "LinkPaused l1"));
  cohort_.At(Feb(8));
  EXPECT_THAT(Move(Move::kPause, kBirk), ElementsAre("EnrolmentPaused e2"));
  cohort_.At(Feb(18));
  EXPECT_THAT(Move(Move::kResume, kAino), ElementsAre("EnrolmentResumed e1"));
  cohort_.At(Feb(20));
  EXPECT_THAT(Move(Move::kResume, kBirk), ElementsAre("EnrolmentResumed e2", "LinkResumed l1"));
  EXPECT_EQ(*FindSlot(cohort_.view(), LinkOf(1), "walk")->close, At(2021, 3, 1));
}

TEST_F(AbsenceTest, ALateWordOfAPauseUndoesWhatClosedOnItsLinks) {
  Wait(Feb(5));
  Bind("mentor", {kAino});
  Wait(Feb(20));
  ASSERT_EQ(Link().steps(0).state(), STEP_STATE_MISSED);
  EXPECT_THAT(Move(Move::kPause, kAino, Feb(10)),
              ElementsAre("EnrolmentPaused e1", "LinkPaused l1", "StepCorrected l1 bond"));
  EXPECT_THAT(Move(Move::kResume), ElementsAre("EnrolmentResumed e1", "LinkResumed l1"));
  EXPECT_EQ(*FindSlot(cohort_.view(), LinkOf(1), "bond")->close, Feb(25));
}

TEST_F(AbsenceTest, ALinkStandsStillOnceAllOfItsParticipantsHaveLeft) {
  Wait(Feb(5));
  Bind("pair", {kAino, kBirk});
  EXPECT_THAT(Move(Move::kWithdraw, kAino), ElementsAre("EnrolmentEnded e1"));
  cohort_.At(Feb(8));
  EXPECT_THAT(Move(Move::kWithdraw, kBirk), ElementsAre("EnrolmentEnded e2", "LinkPaused l1"));
  EXPECT_THAT(Wait(Feb(20)), ElementsAre("11. StepMissed e1 why", "14. StepMissed e2 why"));
  EXPECT_THAT(Move(Move::kReturn, kAino),
              ElementsAre("EnrolmentReturned e1", "StepCorrected e1 why", "LinkResumed l1"));
  EXPECT_EQ(*FindSlot(cohort_.view(), LinkOf(1), "walk")->close, Feb(27));
}

TEST_F(AbsenceTest, ALinkThatIsMadeInAPauseWaitsForItsEnd) {
  Wait(Feb(5));
  Move(Move::kPause);
  Bind("mentor", {kAino});
  EXPECT_EQ(Link().stage(), LINK_STAGE_BOUND);
  EXPECT_EQ(FromMicros(Link().paused_at()), Feb(5));
  EXPECT_THAT(Wait(Feb(19)), IsEmpty());
  Move(Move::kResume);
  EXPECT_EQ(*FindSlot(cohort_.view(), LinkOf(1), "bond")->close, At(2021, 3, 1));
}

TEST_F(AbsenceTest, APauseOfALinkEndsWithIt) {
  Wait(Feb(5));
  Bind("mentor", {kAino});
  Move(Move::kPause);
  cohort_.At(Feb(9));
  EndLink end;
  end.link = 1;
  ASSERT_TRUE(cohort_.Do(end).ok());
  EXPECT_EQ(Link().paused_at(), 0);
  ASSERT_EQ(Link().pauses_size(), 1);
  EXPECT_EQ(FromMicros(Link().pauses(0).until()), Feb(9));
  EXPECT_THAT(Move(Move::kResume), ElementsAre("EnrolmentResumed e1"));
}

}  // namespace
}  // namespace kasvu::workflows
