// Slots of series: rolling ones, one for each item, between items, as many as are recorded, of
// links, after the end, to make up for a missed one.
#include <gmock/gmock.h>

#include "tests/workflows/cohort/world.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: the names of the states are what these tests are about
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr OwnerRef kMe = {OWNER_ENROLMENT, 1};

World Playing(const std::string& id, absl::CivilDay start, absl::Time formed) {
  const CohortState cohort = CohortFrom(start);
  World world(ReadyProgram(id, cohort), cohort);
  world.Group(formed);
  return world;
}

// "evening/2026-02 pending date" for every slot of `step`.
std::vector<std::string> Lines(const World& world, const std::string& step, absl::Time now,
                               OwnerRef owner = kMe) {
  std::vector<std::string> lines;
  for (const SlotView& slot : SlotsOf(world.At(now), owner)) {
    if (slot.step->step->id() == step) {
      lines.push_back(slot.key + " " + world.Line(slot.key, now, owner));
    }
  }
  return lines;
}

TEST(SlotSeriesTest, ARollingSeriesHasWhatIsMintedSinceJoining) {
  World world = Playing("ydinryhma", absl::CivilDay(2026, 1, 5), At(2026, 1, 5));
  world.enrolment().set_accepted_at(ToMicros(At(2026, 3, 20)));
  world.enrolment().set_joined_at(ToMicros(At(2026, 3, 20)));
  const absl::Time now = At(2026, 4, 20);
  world.Done("joining.ground-rules", At(2026, 3, 21));
  world.Hold("evening/2026-04");
  const auto evenings = Lines(world, "evening", now);
  EXPECT_EQ(evenings.size(), 10u);
  EXPECT_EQ(evenings[0], "evening/2026-04 missed");
  EXPECT_EQ(evenings[1], "evening/2026-05 pending date");
  EXPECT_EQ(Lines(world, "pulse", now)[0], "pulse/2026-04 open");
  EXPECT_EQ(world.Slot("pulse/2026-04", now).close, At(2026, 4, 22));
  // Her first evening to come when she joined, for ever.
  EXPECT_EQ(world.Slot("joining.ground-rules", now).due, At(2026, 4, 14, 17, 30));
  // The group's own step has every evening.
  const auto choices = Lines(world, "choose", now, {OWNER_GROUP, 1});
  EXPECT_EQ(choices.size(), 12u);
  EXPECT_EQ(choices[0], "choose/2026-02 open overdue");
  EXPECT_EQ(world.Slot("choose/2026-05", now, {OWNER_GROUP, 1}).due, At(2026, 4, 22));
  EXPECT_EQ(world.Slot("choose/2026-05", now, {OWNER_GROUP, 1}).close, At(2026, 4, 29));
}

TEST(SlotSeriesTest, AGridOfOnesOwnMintsWhatHasComeAndTheNext) {
  World world = Playing("ydinryhma", absl::CivilDay(2026, 1, 5), At(2026, 1, 5));
  EXPECT_THAT(Lines(world, "renewal", At(2026, 2, 1)), ElementsAre("renewal/2027-01 pending date"));
  EXPECT_EQ(world.Slot("renewal/2027-01", At(2026, 2, 1)).open, At(2027, 1, 5));
  EXPECT_EQ(world.Slot("renewal/2027-01", At(2026, 2, 1)).close, At(2027, 3, 7));
  EXPECT_THAT(Lines(world, "renewal", At(2027, 1, 5)),
              ElementsAre("renewal/2027-01 open", "renewal/2028-01 pending date"));
  EXPECT_THAT(Lines(world, "renewal", At(2029, 6, 1)),
              ElementsAre("renewal/2027-01 open overdue", "renewal/2028-01 open overdue",
                          "renewal/2029-01 open overdue", "renewal/2030-01 pending date"));
  world.enrolment().set_stage(ENROLMENT_STAGE_ENDED);
  world.enrolment().set_ended_at(ToMicros(At(2028, 3, 1)));
  EXPECT_THAT(Lines(world, "renewal", At(2029, 6, 1)),
              ElementsAre("renewal/2027-01 expired", "renewal/2028-01 expired"));
}

TEST(SlotSeriesTest, OneForEachItemOpensWithIt) {
  World world = Playing("kasvu-digi", absl::CivilDay(2026, 1, 12), At(2026, 1, 5));
  world.Done("joining.ground-rules", At(2026, 1, 6));
  const absl::Time now = At(2026, 2, 10);
  EXPECT_THAT(Lines(world, "homework", now),
              ElementsAre("homework/kick-off open overdue", "homework/customer-path open",
                          "homework/social pending date", "homework/shop pending date",
                          "homework/automation pending date", "homework/showcase pending date"));
  EXPECT_EQ(world.Slot("homework/customer-path", now).due, At(2026, 2, 24));
  EXPECT_THAT(Lines(world, "mentor-talk", now),
              ElementsAre("mentor-talk/customer-path open", "mentor-talk/shop pending date"));
  EXPECT_EQ(world.Slot("mentor-talk/shop", now).close, At(2026, 6, 13));
  EXPECT_EQ(world.Slot("interview", now).due, At(2026, 3, 9));        // the end of the day before
  EXPECT_EQ(world.Slot("interview", now).close, At(2026, 4, 13, 9));  // Easter Monday, moved
}

TEST(SlotSeriesTest, ItemsOfASeriesWaitForWhatTheyName) {
  World world = Playing("kasvu-kasvu", absl::CivilDay(2026, 1, 12), At(2026, 1, 5));
  FactRecord& chosen = *world.enrolment().add_facts();
  chosen.set_fact("chosen");
  chosen.set_value("yes");
  world.Done("joining.ground-rules", At(2026, 1, 6));
  EXPECT_EQ(world.Line("part/market", At(2026, 2, 12, 13)), "pending session/market");
  world.Hold("session/market");
  EXPECT_EQ(world.Line("part/market", At(2026, 2, 12, 13)), "open");
  EXPECT_EQ(world.Slot("part/market", At(2026, 2, 12, 13)).due, At(2026, 3, 4));
  // A review waits for its own part alone, and counts from the day it was done or due.
  EXPECT_EQ(world.Line("review/market", At(2026, 2, 13)), "pending part/market");
  EXPECT_EQ(world.Slot("review/market", At(2026, 2, 13)).close, At(2026, 4, 1));
  world.Done("part/market", At(2026, 2, 20, 11));
  EXPECT_EQ(world.Line("review/market", At(2026, 2, 21)), "open");
  EXPECT_EQ(world.Slot("review/market", At(2026, 2, 21)).due, At(2026, 3, 7));
  EXPECT_EQ(world.Slot("review/market", At(2026, 2, 21)).close, At(2026, 3, 21));
  // A verdict comes after all reviews.
  EXPECT_EQ(world.Line("plan-verdict", At(2026, 3, 1)),
            "pending review/aim review/market review/offer review/money review/people");
  // Meetings with a date of their own.
  EXPECT_EQ(world.Slot("mentor-talk/w12", At(2026, 2, 1)).open, At(2026, 4, 6));
  EXPECT_EQ(world.Slot("mentor-talk/w12", At(2026, 2, 1)).due, At(2026, 4, 7));
}

TEST(SlotSeriesTest, UpToHasTheRecordedOnesAndTheNext) {
  World world = Playing("ekollega", absl::CivilDay(2021, 2, 1), At(2021, 1, 20));
  const absl::Time now = At(2021, 3, 1);
  world.Done("needs", At(2021, 1, 21));
  world.Done("joining.ground-rules", At(2021, 1, 21));
  EXPECT_THAT(Lines(world, "connection", now), ElementsAre("connection/1 open"));
  world.Done("connection/1", At(2021, 2, 5));
  world.Done("connection/2", At(2021, 2, 6));
  EXPECT_THAT(Lines(world, "connection", now),
              ElementsAre("connection/1 done", "connection/2 done", "connection/3 open"));
  EXPECT_FALSE(FindSlot(world.At(now), kMe, "connection/4"));
  // What a correction cleared is the next again.
  World::Record(world.enrolment(), "connection/1", STEP_STATE_UNSPECIFIED, At(2021, 2, 7));
  EXPECT_THAT(Lines(world, "connection", now),
              ElementsAre("connection/1 open", "connection/2 done"));
  for (int i = 1; i <= 5; ++i) world.Done(absl::StrCat("connection/", i), At(2021, 2, 8));
  EXPECT_EQ(Lines(world, "connection", now).size(), 5u);
  // Once its close has passed there is no next.
  World::Record(world.enrolment(), "connection/5", STEP_STATE_UNSPECIFIED, At(2021, 2, 9));
  World::Record(world.enrolment(), "connection/4", STEP_STATE_MISSED, At(2021, 2, 9))
      .set_via(VIA_TIME);
  EXPECT_EQ(Lines(world, "connection", now).size(), 4u);
}

TEST(SlotSeriesTest, EachWithUpToCountsWithinEachItem) {
  World world = Playing("kasvu-kasvu", absl::CivilDay(2026, 1, 12), At(2026, 1, 5));
  FactRecord& chosen = *world.enrolment().add_facts();
  chosen.set_fact("chosen");
  chosen.set_value("yes");
  world.Done("joining.ground-rules", At(2026, 1, 6));
  world.Done("runway.talk/day-1/1", At(2026, 4, 7));
  const absl::Time now = At(2026, 4, 8);
  EXPECT_EQ(world.Slot("runway.day/day-1", now).open, At(2026, 4, 23, 13));  // Thursday
  EXPECT_THAT(Lines(world, "runway.talk", now),
              ElementsAre("runway.talk/day-1/1 done", "runway.talk/day-1/2 pending date",
                          "runway.talk/day-2/1 pending date"));
  EXPECT_EQ(world.Slot("runway.talk/day-1/2", now).close, At(2026, 5, 24));
}

TEST(SlotSeriesTest, AReplacementIsForWhoeverMissedTheDay) {
  World world = Playing("kasvu-kasvu", absl::CivilDay(2026, 1, 12), At(2026, 1, 5));
  FactRecord& chosen = *world.enrolment().add_facts();
  chosen.set_fact("chosen");
  chosen.set_value("yes");
  world.Done("joining.ground-rules", At(2026, 1, 6));
  const std::string key = "runway.replacement/day-1";
  EXPECT_EQ(world.Line(key, At(2026, 4, 8)), "pending runway.day/day-1");
  EXPECT_EQ(world.Slot(key, At(2026, 4, 8)).close, At(2026, 7, 23));
  world.Hold("runway.day/day-1");
  EXPECT_EQ(world.Line(key, At(2026, 4, 24)), "open");
  world.Done("runway.day/day-1", At(2026, 4, 23, 13));
  EXPECT_EQ(world.Line(key, At(2026, 4, 24)), "not_applicable");
  world.Done("runway.day/day-1", At(2026, 5, 1)).set_via(VIA_MAKE_UP);
  world.Done(key, At(2026, 5, 1));
  EXPECT_EQ(world.Line(key, At(2026, 5, 2)), "done");
}

TEST(SlotSeriesTest, ALinkHasStepsOfItsOwn) {
  const CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 12));
  World world(ReadyProgram("kasvutahto", cohort), cohort);
  world.Group(At(2026, 1, 5));
  world.Done("application", At(2026, 1, 6));
  const absl::Time now = At(2026, 2, 1);
  EXPECT_EQ(world.Line("mentor-talk/1", now), "pending mentor-pair.pair-agreement");
  LinkState& link = world.Link("mentor", 7, At(2026, 1, 20, 15));
  const OwnerRef pair = {OWNER_LINK, 7};
  EXPECT_THAT(Lines(world, "mentor-pair.first-contact", now, pair),
              ElementsAre("mentor-pair.first-contact open overdue"));
  EXPECT_EQ(world.Slot("mentor-pair.first-contact", now, pair).due, At(2026, 1, 23));
  EXPECT_EQ(world.Slot("mentor-pair.first-contact", now, pair).close, At(2026, 2, 4));
  EXPECT_EQ(world.Line("mentor-pair.pair-agreement", now, pair),
            "pending mentor-pair.first-contact");
  World::Record(link, "mentor-pair.first-contact", STEP_STATE_MISSED, At(2026, 1, 25));
  EXPECT_EQ(world.Line("mentor-pair.pair-agreement", now, pair), "open");
  World::Record(link, "mentor-pair.pair-agreement", STEP_STATE_DONE, At(2026, 1, 28));
  EXPECT_EQ(world.Line("mentor-talk/1", now), "open");
  // Until it is bound it waits; what it left undone expires with it.
  link.set_bound_at(0);
  EXPECT_EQ(world.Line("mentor-pair.pair-check", now, pair), "pending match:mentor");
  link.set_bound_at(ToMicros(At(2026, 1, 20)));
  link.set_ended_at(ToMicros(At(2026, 1, 30)));
  EXPECT_EQ(world.Line("mentor-pair.pair-check", now, pair), "expired");
  EXPECT_THAT(SlotsOf(world.At(now), {OWNER_LINK, 8}), IsEmpty());
}

TEST(SlotSeriesTest, ALinkForOneItemHasTheSlotsOfThatItem) {
  World world = Playing("ekollega", absl::CivilDay(2021, 2, 1), At(2021, 1, 20));
  world.Link("pair", 3, At(2021, 2, 23), "goals");
  EXPECT_THAT(Lines(world, "pair-talk", At(2021, 2, 24), {OWNER_LINK, 3}),
              ElementsAre("pair-talk/goals open"));
}

TEST(SlotSeriesTest, AftercareWaitsForItsEnds) {
  World world = Playing("aluevastaava", absl::CivilDay(2026, 1, 12), At(2026, 1, 5));
  EXPECT_EQ(world.Line("before-after.later", At(2026, 2, 1)), "pending end");
  world.enrolment().set_stage(ENROLMENT_STAGE_ENDED);
  world.enrolment().set_ended_at(ToMicros(At(2026, 8, 31, 12)));
  world.enrolment().set_end_kind(kasvu::v1::END_KIND_WITHDRAWN);
  EXPECT_EQ(world.Line("before-after.later", At(2026, 9, 1)), "pending date");
  EXPECT_EQ(world.Line("before-after.later", At(2027, 2, 28)), "open");
  EXPECT_EQ(world.Slot("before-after.later", At(2027, 2, 28)).due, At(2027, 3, 31));
  EXPECT_EQ(world.Line("before-after.after", At(2027, 2, 28)), "expired");
  world.enrolment().set_end_kind(kasvu::v1::END_KIND_DECLINED);
  EXPECT_EQ(world.Line("before-after.later", At(2027, 2, 28)), "not_applicable");
}

TEST(SlotSeriesTest, TheCohortLooksAtTheLatestOfItsGroups) {
  World world = Playing("ekollega", absl::CivilDay(2021, 2, 1), At(2021, 1, 20));
  GroupState& other = world.image().groups[2] = world.image().groups[1];
  other.set_ordinal(2);
  for (Occurrence& occurrence : *other.mutable_occurrences()) {
    if (occurrence.starts_at() != 0) {
      occurrence.set_starts_at(occurrence.starts_at() +
                               ToMicros(absl::UnixEpoch() + absl::Hours(48)));
    }
  }
  EXPECT_EQ(world.Slot("go-on", At(2021, 3, 1), {OWNER_COHORT, 0}).open, At(2021, 5, 12));
  EXPECT_EQ(world.Slot("after", At(2021, 3, 1)).open, At(2021, 4, 26, 9));
}

TEST(SlotSeriesTest, AStepIsForOneTrack) {
  const CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 12));
  World world(ProgramOf(R"(
template: tracks
people: {tracks: {new: {}, old: {}}}
phases:
  - id: all
    steps:
      - {id: intro, task: any, for: new}
      - {id: plan, task: any, needs: [intro]}
ends: [{id: done, as: completed, requires: {plan: {done: plan}}}]
)",
                        cohort),
              cohort);
  world.enrolment().set_track("new");
  EXPECT_EQ(world.Line("plan", At(2026, 2, 1)), "pending intro");
  world.enrolment().set_track("old");
  EXPECT_EQ(world.Line("intro", At(2026, 2, 1)), "none");
  EXPECT_EQ(world.Line("plan", At(2026, 2, 1)), "open");
}

}  // namespace
}  // namespace kasvu::workflows
