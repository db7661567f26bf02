// Where the steps of an owner stand: by what is stored, the session, the end, the facts, what they
// wait for and their dates, in this order.
#include "workflows/cohort/slots.h"

#include <gmock/gmock.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "tests/workflows/cohort/programs.h"
#include "tests/workflows/cohort/world.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: the names of the states are what these tests are about
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

World Ekollega() {
  const CohortState cohort = CohortFrom(absl::CivilDay(2021, 2, 1));
  return World(ReadyProgram("ekollega", cohort), cohort);
}

std::vector<std::string> KeysOf(const std::vector<SlotView>& slots) {
  std::vector<std::string> keys;
  for (const SlotView& slot : slots) keys.push_back(slot.key);
  return keys;
}

TEST(SlotsTest, ListsWhatAnEnrolmentHasItself) {
  World world = Ekollega().Group(At(2021, 1, 20));
  EXPECT_THAT(
      KeysOf(SlotsOf(world.At(At(2021, 1, 21)), {OWNER_ENROLMENT, 1})),
      ElementsAre("needs", "joining.ground-rules", "before", "session/trust", "session/goals",
                  "session/time", "session/change", "session/networks", "exercise/trust",
                  "exercise/goals", "exercise/time", "exercise/change", "lunch/trust",
                  "lunch/goals", "lunch/time", "lunch/change", "after", "connection/1"));
  EXPECT_THAT(KeysOf(SlotsOf(world.At(At(2021, 1, 21)), {OWNER_COHORT, 0})), ElementsAre("go-on"));
  for (const auto& [key, optional] : std::map<std::string, bool>{
           {"needs", false}, {"session/trust", false}, {"lunch/trust", true}, {"after", false}}) {
    EXPECT_EQ(world.Slot(key, At(2021, 1, 21)).optional, optional) << key;
  }
  EXPECT_THAT(SlotsOf(world.At(At(2021, 1, 21)), {OWNER_GROUP, 1}), IsEmpty());
  EXPECT_THAT(SlotsOf(world.At(At(2021, 1, 21)), {OWNER_ENROLMENT, 7}), IsEmpty());
}

TEST(SlotsTest, DatesStepsByTheSeason) {
  World world = Ekollega().Group(At(2021, 1, 20));
  const absl::Time now = At(2021, 2, 2);
  EXPECT_EQ(world.Slot("needs", now).due, At(2021, 1, 26));  // the end of 25 January
  EXPECT_EQ(world.Slot("needs", now).open, std::nullopt);
  EXPECT_EQ(world.Slot("before", now).due, At(2021, 2, 1, 9));
  EXPECT_EQ(world.Slot("joining.ground-rules", now).due, At(2021, 2, 1, 9));
  EXPECT_EQ(world.Slot("session/change", now).open, At(2021, 4, 12, 9));
  EXPECT_EQ(world.Slot("session/change", now).due, At(2021, 4, 12, 9));
  EXPECT_EQ(world.Slot("after", now).open, At(2021, 4, 26, 9));
  EXPECT_EQ(world.Slot("after", now).due, At(2021, 5, 4));
  EXPECT_EQ(world.Slot("after", now).close, At(2021, 6, 26));
  EXPECT_EQ(world.Slot("exercise/goals", now).open, At(2021, 2, 22, 9));
  EXPECT_EQ(world.Slot("go-on", now, {OWNER_COHORT, 0}).open, At(2021, 5, 10));
  EXPECT_EQ(world.Slot("go-on", now, {OWNER_COHORT, 0}).due, At(2021, 5, 27));
}

TEST(SlotsTest, FollowsASessionThatMoves) {
  World world = Ekollega().Group(At(2021, 1, 20));
  world.Session("session/networks").set_starts_at(ToMicros(At(2021, 5, 3, 18)));
  const SlotView after = world.Slot("after", At(2021, 2, 2));
  EXPECT_EQ(after.open, At(2021, 5, 3, 18));
  EXPECT_EQ(after.due, At(2021, 5, 11));
}

TEST(SlotsTest, ImaginesAGroupUntilThereIsOne) {
  World world = Ekollega();
  EXPECT_EQ(world.Slot("before", At(2021, 1, 10)).due, At(2021, 2, 1, 9));
  EXPECT_EQ(world.Slot("session/change", At(2021, 1, 10)).open, At(2021, 4, 12, 9));
}

TEST(SlotsTest, WalksThroughASeason) {
  World world = Ekollega().Group(At(2021, 1, 20));
  const absl::Time early = At(2021, 1, 21);
  world.enrolment().set_stage(ENROLMENT_STAGE_APPLIED);
  EXPECT_EQ(world.Line("needs", early), "pending accepted");
  world.enrolment().set_stage(ENROLMENT_STAGE_ACCEPTED);
  EXPECT_EQ(world.Line("needs", early), "open");
  EXPECT_EQ(world.Line("needs", At(2021, 1, 26)), "open overdue");
  EXPECT_EQ(world.Line("needs", At(2021, 1, 26) - absl::Microseconds(1)), "open");
  EXPECT_EQ(world.Line("session/trust", early), "pending needs joining.ground-rules");
  EXPECT_EQ(world.Line("connection/1", early), "pending needs joining.ground-rules");
  world.Done("needs", early);
  EXPECT_EQ(world.Line("session/trust", early), "pending joining.ground-rules");
  world.Done("joining.ground-rules", early);
  EXPECT_EQ(world.Line("session/trust", early), "pending date");
  EXPECT_EQ(world.Line("connection/1", early), "open");
  world.enrolment().set_stage(ENROLMENT_STAGE_ACTIVE);
  EXPECT_EQ(world.Line("exercise/trust", early), "pending date");
  EXPECT_EQ(world.Line("exercise/trust", At(2021, 2, 1, 9)), "open");
  EXPECT_EQ(world.Line("lunch/trust", At(2021, 2, 1, 9)), "pending date");
  EXPECT_EQ(world.Line("session/trust", At(2021, 2, 1, 9)), "open overdue");
  world.Hold("session/trust");
  EXPECT_EQ(world.Line("session/trust", At(2021, 2, 1, 12)), "missed");
  EXPECT_EQ(world.Slot("session/trust", At(2021, 2, 1, 12)).settled_at, At(2021, 2, 1, 9));
  world.Done("session/trust", At(2021, 2, 1, 9));
  EXPECT_EQ(world.Line("session/trust", At(2021, 2, 1, 12)), "done");
  EXPECT_EQ(world.Line("after", At(2021, 4, 26, 9)), "pending session/networks");
  world.Hold("session/networks");
  EXPECT_EQ(world.Line("after", At(2021, 4, 26, 9)), "open");
  EXPECT_EQ(world.Line("after", At(2021, 5, 4)), "open overdue");
  world.enrolment().set_stage(ENROLMENT_STAGE_PAUSED);
  EXPECT_EQ(world.Line("after", At(2021, 5, 4)), "open");
}

TEST(SlotsTest, WhatIsNeededMustBeAchieved) {
  World world = Ekollega().Group(At(2021, 1, 20));
  const absl::Time now = At(2021, 2, 10);
  world.Done("joining.ground-rules", At(2021, 1, 21));
  World::Record(world.enrolment(), "needs", STEP_STATE_MISSED, At(2021, 1, 26));
  EXPECT_EQ(world.Line("connection/1", now), "pending needs");
  World::Record(world.enrolment(), "needs", STEP_STATE_WAIVED, At(2021, 1, 26));
  EXPECT_EQ(world.Line("connection/1", now), "open");
}

TEST(SlotsTest, ACancelledSessionIsWaivedSinceItWasCalledOff) {
  World world = Ekollega().Group(At(2021, 1, 20));
  world.Done("needs", At(2021, 1, 21));
  world.Done("joining.ground-rules", At(2021, 1, 21));
  Occurrence& last = world.Session("session/networks");
  last.set_state(OCCURRENCE_STATE_CANCELLED);
  last.set_held_at(ToMicros(At(2021, 2, 20)));
  EXPECT_EQ(world.Line("session/networks", At(2021, 3, 1)), "waived");
  EXPECT_EQ(world.Slot("session/networks", At(2021, 3, 1)).settled_at, At(2021, 2, 20));
  EXPECT_EQ(world.Line("after", At(2021, 3, 1)), "pending date");
  EXPECT_EQ(world.Line("after", At(2021, 4, 26, 9)), "open");
}

TEST(SlotsTest, WhatIsRecordedWins) {
  World world = Ekollega().Group(At(2021, 1, 20));
  const absl::Time now = At(2021, 2, 10);
  struct Case {
    StepState stored;
    std::string line;
  };
  for (const Case& each : std::vector<Case>{{STEP_STATE_DONE, "done"},
                                            {STEP_STATE_MISSED, "missed"},
                                            {STEP_STATE_WAIVED, "waived"},
                                            {STEP_STATE_SUBMITTED, "submitted overdue"}}) {
    World::Record(world.enrolment(), "before", each.stored, At(2021, 1, 25));
    EXPECT_EQ(world.Line("before", now), each.line);
  }
  World::Record(world.enrolment(), "before", STEP_STATE_UNSPECIFIED, At(2021, 1, 25))
      .set_due_at(ToMicros(At(2021, 2, 20)));
  EXPECT_EQ(world.Line("before", now), "open");
  EXPECT_EQ(world.Slot("before", now).due, At(2021, 2, 20));
}

TEST(SlotsTest, ExpiresWithTheEnrolment) {
  World world = Ekollega().Group(At(2021, 1, 20));
  world.Done("needs", At(2021, 1, 21));
  World::Record(world.enrolment(), "before", STEP_STATE_SUBMITTED, At(2021, 1, 25));
  world.Hold("session/trust");
  world.Hold("session/change");  // after her time
  world.enrolment().set_stage(ENROLMENT_STAGE_ENDED);
  world.enrolment().set_ended_at(ToMicros(At(2021, 3, 1, 12)));
  world.enrolment().set_end_kind(kasvu::v1::END_KIND_WITHDRAWN);
  EXPECT_EQ(world.Line("needs", At(2021, 3, 2)), "done");
  EXPECT_EQ(world.Line("before", At(2021, 3, 2)), "expired");
  EXPECT_EQ(world.Line("session/trust", At(2021, 3, 2)), "missed");
  EXPECT_EQ(world.Line("session/change", At(2021, 5, 2)), "expired");
  EXPECT_EQ(world.Line("session/networks", At(2021, 3, 2)), "expired");
  EXPECT_EQ(world.Slot("session/networks", At(2021, 3, 2)).settled_at, At(2021, 3, 1, 12));
}

// Every ready programme, for somebody who has just been accepted.
TEST(SlotsTest, ShowsAFreshEnrolmentOfEveryReadyProgramme) {
  for (const std::string& id : ReadyPrograms()) {
    const CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 12));
    World world(ReadyProgram(id, cohort), cohort);
    for (const bool grouped : {false, true}) {
      if (grouped) world.Group(At(2026, 1, 5));
      for (const auto stage : {ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_ACCEPTED,
                               ENROLMENT_STAGE_ACTIVE, ENROLMENT_STAGE_PAUSED}) {
        world.enrolment().set_stage(stage);
        for (const int days : {-40, -1, 0, 30, 200, 800}) {
          const View view = world.At(At(2026, 1, 12) + absl::Hours(24 * days));
          for (const OwnerRef owner : {OwnerRef{OWNER_ENROLMENT, 1}, OwnerRef{OWNER_GROUP, 1},
                                       OwnerRef{OWNER_COHORT, 0}}) {
            for (const SlotView& slot : SlotsOf(view, owner)) {
              const std::string where = absl::StrCat(id, " ", slot.key, " day ", days);
              EXPECT_NE(slot.state, STEP_STATE_UNSPECIFIED) << where;
              EXPECT_NE(slot.step, nullptr) << where;
              EXPECT_EQ(slot.state == STEP_STATE_PENDING, !slot.waits_for.empty()) << where;
              EXPECT_EQ(slot.owner, owner) << where;
              std::optional<absl::Time> last;
              for (const auto& date : {slot.open, slot.due, slot.close}) {
                EXPECT_TRUE(!date || !last || *last <= *date) << where;
                if (date) last = date;
              }
              const auto found = FindSlot(view, owner, slot.key);
              ASSERT_TRUE(found) << where;
              EXPECT_EQ(found->state, slot.state) << where;
              EXPECT_EQ(found->waits_for, slot.waits_for) << where;
            }
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace kasvu::workflows
