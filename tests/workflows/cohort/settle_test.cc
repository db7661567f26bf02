#include "workflows/cohort/settle.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: nothing but the names of states

constexpr char kProgramme[] = R"(
template: example
languages: [en]
title: {en: Example}
people:
  roles: {mentor: {min: 1}}
links:
  mentor: {of: mentor, size: 1}
phases:
  - id: all
    title: {en: All}
    steps:
      - {id: goals, title: {en: G}, task: goals, close: {after: start, days: 10}, else: missed}
      - {id: extra, title: {en: E}, task: extra, optional: true, close: {after: start, days: 5}, else: waived}
      - {id: talk, title: {en: T}, meeting: 45, with: mentor, close: {after: start, days: 7}, else: escalate}
      - {id: plan, title: {en: P}, task: plan}
      - {id: bond, title: {en: B}, per: mentor, agreement: bond, close: {after: 'match:mentor', days: 3}, else: missed, optional: true}
      - {id: later, title: {en: L}, task: later, on_end: [completed], open: {after: end, days: 10}, close: {after: end, days: 20}, else: missed, optional: true}
ends:
  - id: completed
    title: {en: Done}
    as: completed
    requires:
      plan: {done: plan}
)";

// "05.09. 00:00 missed goals", one per line.
std::string Listed(const std::vector<Event>& events) {
  static const Zone zone = *Zone::Load("Europe/Helsinki");
  std::string text;
  for (const Event& event : events) {
    const absl::CivilMinute at = zone.MinuteAt(FromMicros(event.occurred_at()));
    char stamp[32];
    std::snprintf(stamp, sizeof stamp, "%02d.%02d. %02d:%02d ", at.day(), at.month(), at.hour(),
                  at.minute());
    text += stamp;
    switch (event.kind_case()) {
      case Event::kCohortStarted:
        text += "started";
        break;
      case Event::kEnrolmentJoined:
        text += "joined";
        break;
      case Event::kStepMissed:
        text += "missed " + event.step_missed().key();
        break;
      case Event::kStepWaived:
        text += "waived " + event.step_waived().key();
        break;
      case Event::kStepEscalated:
        text += "escalated " + event.step_escalated().key();
        break;
      case Event::kEnrolmentEnded:
        text += "ended " + event.enrolment_ended().end();
        break;
      case Event::kCohortClosed:
        text += event.cohort_closed().aftercare() ? "closed with aftercare" : "closed";
        break;
      case Event::kSessionsPlanned:
        text += "planned " + event.sessions_planned().occurrences(0).key();
        break;
      default:
        text += event.ShortDebugString();
    }
    text += "\n";
  }
  return text;
}

// One participant who has been accepted, and time.
class Scene {
 public:
  explicit Scene(const std::string& programme) {
    image_.cohort = CohortFrom(absl::CivilDay(2026, 9, 1));
    image_.cohort.set_created_at(ToMicros(At(2026, 6, 1)));
    program_ = ProgramOf(programme, image_.cohort);
    EnrolmentState& enrolment = image_.enrolments[1];
    enrolment.set_ordinal(1);
    enrolment.set_person("persons/participant-1");
    enrolment.set_stage(ENROLMENT_STAGE_ACCEPTED);
    enrolment.set_applied_at(ToMicros(At(2026, 6, 2)));
    enrolment.set_accepted_at(ToMicros(At(2026, 6, 3)));
  }

  std::string Shared(absl::Time now) {
    const Settlement settlement = SettleShared(*program_, image_, now);
    next_ = settlement.next;
    return Listed(settlement.events);
  }

  std::string Own(absl::Time now) {
    const Settlement settlement = SettleEnrolment(*program_, image_, 1, now);
    next_ = settlement.next;
    return Listed(settlement.events);
  }

  std::string Both(absl::Time now) {
    std::string text = Shared(now);
    const std::optional<absl::Time> shared = next_;
    text += Own(now);
    if (shared && (!next_ || *shared < *next_)) next_ = shared;
    return text;
  }

  EnrolmentState& Enrolment() { return image_.enrolments[1]; }

  StepRecord& Record(const std::string& key, StepState state, absl::Time at) {
    StepRecord& record = *Enrolment().add_steps();
    record.set_key(key);
    record.set_state(state);
    record.set_occurred_at(ToMicros(at));
    return record;
  }

  std::shared_ptr<const Program> program_;
  CohortImage image_;
  std::optional<absl::Time> next_;
};

class SettleTest : public testing::Test, protected Scene {
 protected:
  SettleTest() : Scene(kProgramme) {}
};

TEST_F(SettleTest, TheCohortStartsAtMidnightOfItsDate) {
  EXPECT_EQ(Shared(At(2026, 8, 31, 23, 59)), "");
  EXPECT_EQ(next_, At(2026, 9, 1));
  EXPECT_EQ(Shared(At(2026, 9, 1)), "01.09. 00:00 started\n");
  EXPECT_EQ(image_.cohort.stage(), COHORT_STAGE_RUNNING);
  EXPECT_EQ(Shared(At(2026, 9, 2)), "");
}

TEST_F(SettleTest, ACohortMadeAfterItsDateStartsAtOnce) {
  image_.cohort.set_created_at(ToMicros(At(2026, 9, 4, 12)));
  EXPECT_EQ(Shared(At(2026, 9, 10)), "04.09. 12:00 started\n");
}

TEST_F(SettleTest, PeopleJoinWithTheCohortOrWhenTheyAreAcceptedLater) {
  EXPECT_EQ(Own(At(2026, 8, 1)), "");
  EXPECT_EQ(Both(At(2026, 9, 2)), "01.09. 00:00 started\n01.09. 00:00 joined\n");
  EXPECT_EQ(Enrolment().stage(), ENROLMENT_STAGE_ACTIVE);
  Enrolment().set_stage(ENROLMENT_STAGE_ACCEPTED);
  Enrolment().set_accepted_at(ToMicros(At(2026, 9, 3, 8)));
  EXPECT_EQ(Own(At(2026, 9, 4)), "03.09. 08:00 joined\n");
}

TEST_F(SettleTest, NobodyJoinsWhoIsNotAccepted) {
  for (const auto stage : {ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_WAITLISTED}) {
    Enrolment().set_stage(stage);
    Enrolment().clear_accepted_at();
    Shared(At(2026, 12, 1));
    EXPECT_EQ(Own(At(2026, 12, 1)), "");
  }
}

TEST_F(SettleTest, ClosesComeInTheOrderOfTheirInstants) {
  EXPECT_EQ(Both(At(2026, 12, 1)),
            "01.09. 00:00 started\n"
            "01.09. 00:00 joined\n"
            "07.09. 00:00 waived extra\n"
            "09.09. 00:00 escalated talk\n"
            "12.09. 00:00 missed goals\n"
            "09.10. 00:00 missed talk\n");
  EXPECT_EQ(next_, std::nullopt);
}

TEST_F(SettleTest, ItDoesNotMatterWhenSomebodyLooks) {
  std::string text;
  for (absl::Time now = At(2026, 8, 1); now < At(2026, 12, 1); now += absl::Hours(7)) {
    text += Both(now);
  }
  Scene once(kProgramme);
  EXPECT_EQ(text, once.Both(At(2026, 12, 1)));
  EXPECT_EQ(Enrolment().SerializeAsString(), once.Enrolment().SerializeAsString());
}

TEST_F(SettleTest, NextIsTheInstantAtWhichSomethingHappens) {
  Both(At(2026, 8, 1));
  int steps = 0;
  while (next_) {
    const absl::Time next = *next_;
    EXPECT_EQ(Both(next - absl::Microseconds(1)), "");
    EXPECT_EQ(next_, next);
    EXPECT_NE(Both(next), "");
    ++steps;
  }
  EXPECT_EQ(steps, 5);
}

TEST_F(SettleTest, APauseStopsEverything) {
  Both(At(2026, 9, 2));
  Enrolment().set_stage(ENROLMENT_STAGE_PAUSED);
  Enrolment().set_paused_at(ToMicros(At(2026, 9, 3)));
  EXPECT_EQ(Own(At(2026, 12, 1)), "");
  EXPECT_EQ(next_, std::nullopt);
  // What was not moved when she came back closes then and not before.
  Enrolment().set_stage(ENROLMENT_STAGE_ACTIVE);
  Enrolment().clear_paused_at();
  Pause& pause = *Enrolment().add_pauses();
  pause.set_from(ToMicros(At(2026, 9, 3)));
  pause.set_until(ToMicros(At(2026, 9, 10)));
  EXPECT_EQ(Own(At(2026, 9, 20)),
            "10.09. 00:00 waived extra\n"
            "10.09. 00:00 escalated talk\n"
            "12.09. 00:00 missed goals\n");
}

TEST_F(SettleTest, CompletionWaitsForEveryRequiredStep) {
  Both(At(2026, 9, 2));
  Record("plan", STEP_STATE_DONE, At(2026, 9, 3, 12));
  EXPECT_EQ(Own(At(2026, 9, 4)), "");
  Record("talk", STEP_STATE_DONE, At(2026, 9, 5, 9));
  EXPECT_EQ(Own(At(2026, 9, 30)),
            "07.09. 00:00 waived extra\n"
            "12.09. 00:00 missed goals\n"
            "12.09. 00:00 ended completed\n");
}

TEST_F(SettleTest, OnlyAftercareClosesAfterTheEnd) {
  Both(At(2026, 9, 2));
  for (const char* key : {"plan", "talk", "goals"}) {
    Record(key, STEP_STATE_DONE, At(2026, 9, 3, 12));
  }
  EXPECT_EQ(Own(At(2026, 9, 4)), "03.09. 12:00 ended completed\n");
  EXPECT_EQ(next_, At(2026, 9, 24));
  EXPECT_EQ(Own(At(2026, 12, 1)), "24.09. 00:00 missed later\n");
  EXPECT_EQ(next_, std::nullopt);
}

TEST_F(SettleTest, StepsOfALinkCloseForAllInIt) {
  Shared(At(2026, 9, 1));
  LinkState& link = image_.links[1];
  link.set_ordinal(1);
  link.set_link("mentor");
  link.set_stage(LINK_STAGE_PROPOSED);
  EXPECT_EQ(Shared(At(2026, 12, 1)), "");
  link.set_stage(LINK_STAGE_BOUND);
  link.set_bound_at(ToMicros(At(2026, 9, 4, 15)));
  EXPECT_EQ(Shared(At(2026, 9, 5)), "");
  EXPECT_EQ(next_, At(2026, 9, 8));
  EXPECT_EQ(Shared(At(2026, 12, 1)), "08.09. 00:00 missed bond\n");
}

TEST_F(SettleTest, TheCohortIsClosedWhenItsAftercareIsOver) {
  Both(At(2026, 9, 2));
  image_.cohort.set_enrolments(2);  // of whom one is not here
  for (const char* key : {"plan", "talk", "goals"}) {
    Record(key, STEP_STATE_DONE, At(2026, 9, 3, 12));
  }
  EXPECT_EQ(Own(At(2026, 9, 4)), "03.09. 12:00 ended completed\n");
  image_.cohort.set_stage(COHORT_STAGE_AFTERCARE);
  image_.cohort.set_closed_at(ToMicros(At(2026, 9, 10)));
  EXPECT_EQ(Shared(At(2026, 12, 1)), "");
  EXPECT_EQ(next_, std::nullopt);
  image_.cohort.set_enrolments(1);
  EXPECT_EQ(Shared(At(2026, 9, 23)), "");
  EXPECT_EQ(next_, At(2026, 9, 24));
  EXPECT_EQ(Shared(At(2026, 12, 1)), "24.09. 00:00 closed\n");
  EXPECT_EQ(image_.cohort.stage(), COHORT_STAGE_CLOSED);
  EXPECT_EQ(image_.cohort.closed_at(), ToMicros(At(2026, 9, 10)));
  EXPECT_EQ(Own(At(2026, 12, 1)), "24.09. 00:00 missed later\n");
}

TEST_F(SettleTest, ACohortThatIsOverIsLeftAlone) {
  for (const auto stage : {COHORT_STAGE_CLOSED, COHORT_STAGE_CANCELLED}) {
    image_.cohort.set_stage(stage);
    EXPECT_EQ(Shared(At(2027, 12, 1)), "");
    EXPECT_EQ(next_, std::nullopt);
  }
}

constexpr char kShared[] = R"(
template: example
languages: [en]
title: {en: Example}
facts:
  goes-on: {step: verdict, values: ['yes', 'no'], default: 'no'}
phases:
  - id: all
    title: {en: All}
    steps:
      - {id: verdict, title: {en: V}, per: cohort, by: coordinator, decision: {values: ['yes', 'no']}, close: {after: start, days: 20}, else: missed}
      - {id: early, title: {en: E}, task: early, when: {is: {goes-on: 'yes'}}, optional: true, close: {after: start, days: 10}, else: missed}
      - {id: late, title: {en: L}, task: late, when: {is: {goes-on: 'yes'}}, optional: true, close: {after: start, days: 30}, else: missed}
      - {id: part, title: {en: P}, task: part, items: [a], when: {is: {goes-on: 'yes'}}, optional: true, due: {after: start, days: 5}}
      - {id: review, title: {en: R}, task: review, each: part, when: {is: {goes-on: 'yes'}}, optional: true, close: {after: this, days: 8}, else: waived}
ends:
  - id: over
    title: {en: Over}
    as: left
    requires: {no: {is: {goes-on: 'no'}}}
)";

// What the cohort decides by its silence is known from then on and not before, however late it is
// looked at.
TEST(SharedTest, WhatIsSharedComesAtItsOwnInstant) {
  const std::string expected =
      "01.09. 00:00 joined\n"
      "12.09. 00:00 missed early\n"
      "15.09. 00:00 waived review/a\n"
      "22.09. 00:00 ended over\n";
  Scene late(kShared);
  EXPECT_EQ(late.Shared(At(2026, 12, 1)),
            "01.09. 00:00 started\n"
            "22.09. 00:00 missed verdict\n");
  EXPECT_EQ(late.Own(At(2026, 12, 1)), expected);

  Scene often(kShared);
  std::string text;
  for (absl::Time now = At(2026, 8, 1); now < At(2026, 12, 1); now += absl::Hours(11)) {
    often.Shared(now);
    text += often.Own(now);
  }
  EXPECT_EQ(text, expected);
}

constexpr char kRolling[] = R"(
template: example
languages: [en]
title: {en: Example}
phases:
  - id: all
    title: {en: All}
    steps:
      - {id: evening, title: {en: E}, session: onsite, every: {weeks: 2}, from: start, until: closed}
      - {id: pulse, title: {en: P}, task: pulse, each: evening, optional: true, close: {after: this, days: 7}, else: missed}
      - {id: yearly, title: {en: Y}, task: yearly, every: {months: 6}, from: {after: join, months: 6}, until: closed, optional: true, close: {after: this, days: 30}, else: missed}
engaged: {count: evening, at_least: 1, window: {last: 3}}
)";

class RollingTest : public testing::Test, protected Scene {
 protected:
  RollingTest() : Scene(kRolling) {}
};

TEST_F(RollingTest, EveryoneStaysTwelveAhead) {
  GroupState& group = image_.groups[1];
  group.set_ordinal(1);
  for (auto& occurrence : PlanSessions(*program_, image_.cohort, At(2026, 6, 10))) {
    *group.add_occurrences() = occurrence;
  }
  ASSERT_EQ(group.occurrences_size(), 12);
  EXPECT_EQ(group.occurrences(11).key(), "evening/2027-02-02");
  EXPECT_EQ(Shared(At(2026, 9, 20)),
            "01.09. 00:00 started\n"
            "01.09. 09:00 planned evening/2027-02-16\n"
            "15.09. 09:00 planned evening/2027-03-02\n");
  EXPECT_EQ(next_, At(2026, 9, 29, 9));
  Enrolment().set_group(1);
  EXPECT_EQ(Own(At(2026, 9, 20)),
            "01.09. 00:00 joined\n"
            "09.09. 00:00 missed pulse/2026-09-01\n");
  EXPECT_EQ(next_, At(2026, 9, 23));
}

TEST_F(RollingTest, OnesOwnSeriesIsNotForgotten) {
  Shared(At(2026, 9, 1));
  EXPECT_EQ(Own(At(2026, 9, 2)), "01.09. 00:00 joined\n");
  ASSERT_TRUE(next_);
  EXPECT_LE(*next_, At(2027, 4, 1));
  EXPECT_EQ(Own(At(2027, 12, 1)),
            "01.04. 00:00 missed yearly/2027-03\n"
            "02.10. 00:00 missed yearly/2027-09\n");
}

}  // namespace
}  // namespace kasvu::workflows
