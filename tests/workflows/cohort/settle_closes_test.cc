#include "workflows/cohort/settle_closes.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"
#include "workflows/cohort/instants.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: nothing but the names of states

Zone Helsinki() { return Zone::Load("Europe/Helsinki").value(); }

absl::Time At(int month, int day, int hour = 0) {
  return Helsinki().InstantOf(absl::CivilMinute(2026, month, day, hour, 0));
}

// A slot of an enrolment that closes when 10 March ends.
class ClosesTest : public testing::Test {
 protected:
  ClosesTest() {
    program_step_.step = &step_;
    slot_.key = "talk";
    slot_.step = &program_step_;
    slot_.owner = {OWNER_ENROLMENT, 3};
    slot_.state = STEP_STATE_OPEN;
    slot_.record = &record_;
    slot_.close = At(3, 11);
  }

  // "StepMissed 2026-03-11 00:00", or "nothing".
  std::string Next(const RunningClock& clock = {}) const {
    const std::optional<Due> due = ClosingOf(slot_, Helsinki(), clock);
    if (!due) return "nothing";
    EXPECT_EQ(due->event.occurred_at(), ToMicros(due->at));
    EXPECT_EQ(due->event.owner(), OWNER_ENROLMENT);
    EXPECT_EQ(due->event.ordinal(), 3u);
    const std::string kind = due->event.has_step_missed()      ? "missed "
                             : due->event.has_step_waived()    ? "waived "
                             : due->event.has_step_escalated() ? "escalated "
                                                               : "? ";
    return kind + absl::FormatTime("%Y-%m-%d %H:%M", due->at, absl::FixedTimeZone(2 * 60 * 60));
  }

  kasvu::v1::Step step_;
  ProgramStep program_step_;
  StepRecord record_;
  SlotView slot_;
};

TEST_F(ClosesTest, WhatTheVersionSaysHappensAtTheClose) {
  EXPECT_EQ(Next(), "missed 2026-03-11 00:00");
  step_.set_else_(kasvu::v1::OTHERWISE_MISSED);
  EXPECT_EQ(Next(), "missed 2026-03-11 00:00");
  step_.set_else_(kasvu::v1::OTHERWISE_WAIVED);
  EXPECT_EQ(Next(), "waived 2026-03-11 00:00");
  EXPECT_EQ(ClosingOf(slot_, Helsinki(), {})->event.step_waived().reason(), "closed");
  step_.set_else_(kasvu::v1::OTHERWISE_ESCALATE);
  EXPECT_EQ(Next(), "escalated 2026-03-11 00:00");
}

TEST_F(ClosesTest, OnlyWhatHasNotSettledCloses) {
  const struct {
    StepState state;
    std::string expected;
  } cases[] = {
      {STEP_STATE_PENDING, "missed 2026-03-11 00:00"},
      {STEP_STATE_OPEN, "missed 2026-03-11 00:00"},
      {STEP_STATE_SUBMITTED, "missed 2026-03-11 00:00"},
      {STEP_STATE_DONE, "nothing"},
      {STEP_STATE_MISSED, "nothing"},
      {STEP_STATE_WAIVED, "nothing"},
      {STEP_STATE_EXPIRED, "nothing"},
      {STEP_STATE_NOT_APPLICABLE, "nothing"},
  };
  for (const auto& test : cases) {
    slot_.state = test.state;
    EXPECT_EQ(Next(), test.expected) << StepState_Name(test.state);
  }
  slot_.state = STEP_STATE_OPEN;
  slot_.close.reset();
  EXPECT_EQ(Next(), "nothing");
}

TEST_F(ClosesTest, WhatFactsSaidLaterCameTooLate) {
  slot_.state = STEP_STATE_NOT_APPLICABLE;
  slot_.settled_at = At(3, 11);
  EXPECT_EQ(Next(), "nothing");
  slot_.settled_at = At(3, 12);
  EXPECT_EQ(Next(), "missed 2026-03-11 00:00");
  record_.set_state(STEP_STATE_DONE);  // but a late entry stands
  slot_.state = STEP_STATE_DONE;
  EXPECT_EQ(Next(), "nothing");
}

TEST_F(ClosesTest, TheCoordinatorHasThirtyDaysByLocalClocks) {
  step_.set_else_(kasvu::v1::OTHERWISE_ESCALATE);
  record_.set_escalated_at(ToMicros(At(3, 11)));
  EXPECT_EQ(Next(), "missed 2026-04-09 23:00");  // midnight in summer time
}

TEST_F(ClosesTest, ACloseMovedPastTheHandOverStartsAnew) {
  step_.set_else_(kasvu::v1::OTHERWISE_ESCALATE);
  record_.set_escalated_at(ToMicros(At(3, 11)));
  slot_.close = At(3, 16);
  EXPECT_EQ(Next(), "escalated 2026-03-16 00:00");
}

TEST_F(ClosesTest, ThePauseIsNotTheCoordinatorsTime) {
  step_.set_else_(kasvu::v1::OTHERWISE_ESCALATE);
  record_.set_escalated_at(ToMicros(At(3, 11)));
  google::protobuf::RepeatedPtrField<Pause> pauses;
  const auto pause = [&](absl::Time from, absl::Time until) {
    Pause& one = *pauses.Add();
    one.set_from(ToMicros(from));
    one.set_until(ToMicros(until));
  };
  pause(At(2, 1), At(2, 10));   // before
  pause(At(3, 13), At(3, 15));  // two days of it
  pause(At(5, 20), At(5, 30));  // after
  EXPECT_EQ(Next({.from = At(5, 30), .pauses = nullptr}), "missed 2026-05-29 23:00");
  EXPECT_EQ(Next({.from = absl::InfinitePast(), .pauses = &pauses}), "missed 2026-04-11 23:00");
}

TEST_F(ClosesTest, NothingSettlesBeforeTheClockRuns) {
  EXPECT_EQ(Next({.from = At(3, 20), .pauses = nullptr}), "missed 2026-03-20 00:00");
  slot_.state = STEP_STATE_NOT_APPLICABLE;
  slot_.settled_at = At(3, 15);
  EXPECT_EQ(Next({.from = At(3, 20), .pauses = nullptr}), "nothing");
}

}  // namespace
}  // namespace kasvu::workflows
