// Moving and cancelling the sessions of a group.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"
#include "workflows/cohort/occurrences.h"

namespace kasvu::workflows {
namespace {

using storage::v1::OCCURRENCE_STATE_CANCELLED;
using storage::v1::OCCURRENCE_STATE_PLANNED;
using storage::v1::OCCURRENCE_STATE_TENTATIVE;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

CohortBuilder SeasonOfOneGroup() {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(3, kActive));
  return cohort;
}

MoveSession To(const std::string& key, absl::Time starts) { return {1, key, starts, {}, ""}; }

CohortBuilder& Hold(CohortBuilder& cohort, const std::string& key) {
  return cohort.Happen(GroupOf(1),
                       [&](auto& event) { event.mutable_session_held()->set_key(key); });
}

TEST(MoveSessionTest, KeepsTheLengthAndRaisesTheSequence) {
  CohortBuilder cohort = SeasonOfOneGroup();
  const uint32_t sequence = cohort.occurrence(1, "session/two").sequence();
  const auto decision = cohort.Do(To("session/two", At(2021, 2, 9, 17)));
  EXPECT_THAT(Lines(decision->events), ElementsAre("SessionMoved g1 session/two"));
  const auto& moved = cohort.occurrence(1, "session/two");
  EXPECT_EQ(moved.starts_at(), absl::ToUnixMicros(At(2021, 2, 9, 17)));
  EXPECT_EQ(moved.ends_at(), absl::ToUnixMicros(At(2021, 2, 9, 18)));
  EXPECT_EQ(moved.mode(), kasvu::v1::MODE_ONLINE);
  EXPECT_EQ(moved.sequence(), sequence + 1);
}

TEST(MoveSessionTest, DatesATentativeOneByTheLengthOfTheVersion) {
  CohortBuilder cohort = SeasonOfOneGroup();
  ASSERT_EQ(cohort.occurrence(1, "lunch/one").state(), OCCURRENCE_STATE_TENTATIVE);
  ASSERT_TRUE(cohort.Do(To("lunch/one", At(2021, 2, 3, 11))).ok());
  EXPECT_EQ(cohort.occurrence(1, "lunch/one").state(), OCCURRENCE_STATE_PLANNED);
  EXPECT_EQ(cohort.occurrence(1, "lunch/one").ends_at(),
            absl::ToUnixMicros(At(2021, 2, 3, 11, 45)));
}

TEST(MoveSessionTest, KeepsALengthThatIsNotTheVersions) {
  CohortBuilder cohort = SeasonOfOneGroup();
  auto& long_one = *cohort.bent().groups[1].mutable_occurrences(0);
  long_one.set_ends_at(long_one.starts_at() + absl::ToInt64Microseconds(absl::Minutes(90)));
  ASSERT_TRUE(cohort.Do(To("session/one", At(2021, 2, 2, 9))).ok());
  EXPECT_EQ(long_one.ends_at(), absl::ToUnixMicros(At(2021, 2, 2, 10, 30)));
}

TEST(MoveSessionTest, ChangesModeAndTopicAlone) {
  CohortBuilder cohort = SeasonOfOneGroup();
  MoveSession command{1, "session/two", std::nullopt, kasvu::v1::MODE_ONSITE, "sales"};
  ASSERT_TRUE(cohort.Do(command).ok());
  const auto& changed = cohort.occurrence(1, "session/two");
  EXPECT_EQ(changed.mode(), kasvu::v1::MODE_ONSITE);
  EXPECT_EQ(changed.topic(), "sales");
  EXPECT_EQ(changed.starts_at(), absl::ToUnixMicros(At(2021, 2, 8, 9)));
  EXPECT_THAT(cohort.Do(command)->events, IsEmpty());
}

TEST(MoveSessionTest, SaysNothingWhenItIsSoAlready) {
  CohortBuilder cohort = SeasonOfOneGroup();
  EXPECT_THAT(cohort.Do(To("session/two", At(2021, 2, 8, 9)))->events, IsEmpty());
}

TEST(MoveSessionTest, PlansACancelledOneAnewEvenAtTheSameTime) {
  CohortBuilder cohort = SeasonOfOneGroup();
  ASSERT_TRUE(cohort.Do(CancelSession{1, "session/two", "ill"}).ok());
  ASSERT_TRUE(cohort.Do(MoveSession{1, "session/two", {}, {}, "sales"}).ok());
  EXPECT_EQ(cohort.occurrence(1, "session/two").state(), OCCURRENCE_STATE_CANCELLED);
  ASSERT_TRUE(cohort.Do(To("session/two", At(2021, 2, 8, 9))).ok());
  EXPECT_EQ(cohort.occurrence(1, "session/two").state(), OCCURRENCE_STATE_PLANNED);
}

TEST(MoveSessionTest, KeepsTheOrderOfTheSeries) {
  struct Case {
    const char* key;
    absl::Time to;
    const char* neighbour;  // that it would pass; empty: allowed
  };
  const Case cases[] = {
      {"session/two", At(2021, 1, 30, 9), "session/one"},
      {"session/two", At(2021, 2, 15, 10), "session/three"},
      {"session/two", At(2021, 2, 15, 9), ""},
      {"session/one", At(2020, 12, 1, 9), ""},
      {"session/three", At(2021, 6, 1, 9), ""},
      {"lunch/two", At(2021, 1, 1, 9), ""},  // a series of its own, without dates
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.key);
    CohortBuilder cohort = SeasonOfOneGroup();
    const auto decision = cohort.Do(To(one.key, one.to));
    EXPECT_EQ(ReasonOf(decision.status()), *one.neighbour == '\0' ? "" : "SESSION_ORDER");
    EXPECT_EQ(ParticularsOf(decision.status())["neighbour"], one.neighbour);
  }
}

TEST(MoveSessionTest, PassesACancelledNeighbour) {
  CohortBuilder cohort = SeasonOfOneGroup();
  ASSERT_TRUE(cohort.Do(CancelSession{1, "session/two", ""}).ok());
  EXPECT_TRUE(cohort.Do(To("session/one", At(2021, 2, 10, 9))).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(To("session/one", At(2021, 2, 16, 9))).status()), "SESSION_ORDER");
}

TEST(MoveSessionTest, OrdersARollingSeriesByItsKeys) {
  constexpr char kEvenings[] = R"(
template: evenings
phases:
  - id: all
    steps:
      - {id: evening, session: {minutes: 60}, every: {months: 1}, from: start, until: closed}
engaged: {count: evening, at_least: 1, window: {last: 3}}
ends: [{id: never, as: left, requires: {asked: {is: {stays: 'no'}}}}]
facts: {stays: {step: renewal, values: ['yes', 'no'], default: 'yes'}}
)";
  std::string yaml = kEvenings;
  yaml.replace(yaml.find("engaged"), 0,
               "  - {id: late, steps: [{id: renewal, decision: {values: ['yes', 'no']}}]}\n");
  CohortBuilder cohort(yaml, kSeasonStart);
  cohort.Run();
  cohort.Form({cohort.Enrol(kActive)});
  // Added last, and yet the first.
  cohort.Happen(GroupOf(1), [](auto& event) {
    auto& added = *event.mutable_sessions_planned()->add_occurrences();
    added.set_key("evening/2021-01");
    added.set_state(OCCURRENCE_STATE_PLANNED);
    added.set_starts_at(absl::ToUnixMicros(At(2021, 1, 5)));
  });
  const auto neighbours = NeighboursOf(cohort.program(), cohort.group(1), "evening/2021-02");
  ASSERT_NE(neighbours.before, nullptr);
  ASSERT_NE(neighbours.after, nullptr);
  EXPECT_EQ(neighbours.before->key(), "evening/2021-01");
  EXPECT_EQ(neighbours.after->key(), "evening/2021-03");
}

TEST(CancelSessionTest, CancelsOnce) {
  CohortBuilder cohort = SeasonOfOneGroup();
  const auto decision = cohort.Do(CancelSession{1, "session/two", "ill"});
  EXPECT_THAT(Lines(decision->events), ElementsAre("SessionCancelled g1 session/two"));
  EXPECT_EQ(decision->events[0].session_cancelled().reason(), "ill");
  EXPECT_EQ(cohort.occurrence(1, "session/two").state(), OCCURRENCE_STATE_CANCELLED);
  EXPECT_THAT(cohort.Do(CancelSession{1, "session/two", "ill"})->events, IsEmpty());
}

TEST(SessionTest, Refuses) {
  CohortBuilder cohort = SeasonOfOneGroup();
  Hold(cohort, "session/one");
  const auto both = [&](uint32_t group, const std::string& key) {
    const std::string move =
        ReasonOf(cohort.Do(MoveSession{group, key, At(2021, 2, 9), {}, ""}).status());
    EXPECT_EQ(ReasonOf(cohort.Do(CancelSession{group, key, ""}).status()), move);
    return move;
  };
  EXPECT_EQ(both(7, "session/two"), "GROUP_NOT_FOUND");
  EXPECT_EQ(both(1, "session/four"), "STEP_UNKNOWN");
  EXPECT_EQ(both(1, "plan"), "STEP_UNKNOWN");
  EXPECT_EQ(both(1, "session/one"), "SESSION_HELD");
  cohort.Stage(storage::v1::COHORT_STAGE_AFTERCARE);
  EXPECT_EQ(both(1, "session/two"), "COHORT_OVER");
}

}  // namespace
}  // namespace kasvu::workflows
