// What facts say to one owner: written, left to the default, or not yet.
#include "workflows/cohort/facts.h"

#include <gmock/gmock.h>

#include "tests/workflows/cohort/world.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: the names of the states are what these tests are about

constexpr char kFacts[] = R"(
template: facts
people: {roles: {mentor: {min: 1}}}
links: {mentor: {of: mentor, size: 1}}
facts:
  goes: {step: go, values: ['yes', 'no'], default: 'no'}
  stays: {step: stay, values: ['yes', 'no'], default: 'no'}
  chosen: {step: choose, values: ['yes', 'no'], default: 'no'}
  paired: {link: mentor}
  useful: {step: poll, ask: useful, mean: cohort, bands: {low: "<4.0", high: ">=4.0"}, default: low}
phases:
  - id: all
    steps:
      - {id: go, decision: {values: ['yes', 'no']}, close: {after: start, days: 10}, else: missed}
      - {id: stay, decision: {values: ['yes', 'no']}, every: {months: 1}, from: {after: join, months: 1},
         until: closed, close: {after: this, days: 9}, else: missed}
      - {id: choose, per: cohort, decision: {about: enrolments, values: ['yes', 'no']}, by: coordinator,
         close: {after: start, days: 10}, else: missed}
      - {id: sheet, task: any, when: {is: {goes: 'yes'}}}
      - {id: card, task: any, when: {not: {is: {goes: 'yes'}}}}
      - {id: gift, task: any, when: {is: {chosen: 'yes'}}}
      - {id: talk, meeting: 30, with: mentor, when: {is: {paired: made}}, close: {after: start, days: 30}, else: missed}
      - {id: poll, survey: poll, optional: true}
      - {id: next, per: cohort, decision: {values: ['yes', 'no'], suggest: {is: {useful: high}}}, by: coordinator}
ends:
  - {id: gone, as: left, requires: {stays: {is: {stays: 'no'}}}}
  - {id: done, as: completed, requires: {go: {done: go}}}
forms:
  poll: {questions: [{id: useful, scale: {min: 1, max: 5}}]}
)";

constexpr OwnerRef kMe = {OWNER_ENROLMENT, 1};
constexpr OwnerRef kCohort = {OWNER_COHORT, 0};

World Facts() {
  const CohortState cohort = CohortFrom(absl::CivilDay(2026, 3, 2));
  return World(ProgramOf(kFacts, cohort), cohort);
}

template <typename State>
void Write(State& state, const std::string& fact, const std::string& item, const std::string& value,
           absl::Time at) {
  FactRecord& record = *state.add_facts();
  record.set_fact(fact);
  record.set_item(item);
  record.set_value(value);
  record.set_at(ToMicros(at));
}

// "yes 2026-03-05T12:00", with "default" and "…" while more may come.
std::string Read(const World& world, OwnerRef owner, const std::string& fact, absl::Time now) {
  const FactReading reading = ReadFact(world.At(now), owner, fact);
  std::string line;
  for (const FactValue& value : reading.values) {
    absl::StrAppend(&line, value.value, " ",
                    value.since == absl::InfinitePast()
                        ? "ever"
                        : absl::FormatCivilTime(world.program().zone().MinuteAt(value.since)),
                    value.by_default ? " default " : " ");
  }
  absl::StrAppend(&line, reading.complete ? "." : "…");
  return line;
}

TEST(FactsTest, AreWrittenOrLeftToTheirDefault) {
  World world = Facts();
  EXPECT_EQ(Read(world, kMe, "goes", At(2026, 3, 5)), "…");
  EXPECT_EQ(world.Line("sheet", At(2026, 3, 5)), "pending fact:goes");
  EXPECT_EQ(world.Line("card", At(2026, 3, 5)), "pending fact:goes");

  World silent = Facts();
  World::Record(silent.enrolment(), "go", STEP_STATE_MISSED, At(2026, 3, 13));
  EXPECT_EQ(Read(silent, kMe, "goes", At(2026, 3, 14)), "no 2026-03-13T00:00 default .");
  EXPECT_EQ(silent.Line("sheet", At(2026, 3, 14)), "not_applicable");
  EXPECT_EQ(silent.Slot("sheet", At(2026, 3, 14)).settled_at, At(2026, 3, 13));
  EXPECT_EQ(silent.Line("card", At(2026, 3, 14)), "open");

  world.Done("go", At(2026, 3, 4, 12));
  Write(world.enrolment(), "goes", "", "yes", At(2026, 3, 4, 12));
  EXPECT_EQ(Read(world, kMe, "goes", At(2026, 3, 5)), "yes 2026-03-04T12:00 .");
  EXPECT_EQ(world.Line("sheet", At(2026, 3, 5)), "open");
  EXPECT_EQ(world.Line("card", At(2026, 3, 5)), "not_applicable");
}

TEST(FactsTest, ASeriesWritesOnePerItem) {
  World world = Facts();
  EXPECT_EQ(Read(world, kMe, "stays", At(2026, 3, 5)), "…");
  world.Done("stay/2026-04", At(2026, 4, 3));
  Write(world.enrolment(), "stays", "2026-04", "yes", At(2026, 4, 3));
  World::Record(world.enrolment(), "stay/2026-05", STEP_STATE_MISSED, At(2026, 5, 12));
  EXPECT_EQ(Read(world, kMe, "stays", At(2026, 5, 20)),
            "yes 2026-04-03T00:00 no 2026-05-12T00:00 default …");
}

TEST(FactsTest, ADecisionAboutEnrolmentsHasAValueForEach) {
  World world = Facts();
  EXPECT_EQ(world.Line("gift", At(2026, 3, 5)), "pending fact:chosen");
  StepRecord& choice =
      World::Record(world.image().cohort, "choose", STEP_STATE_DONE, At(2026, 3, 6));
  (*choice.mutable_work()->mutable_decided())[2] = "yes";
  EXPECT_EQ(Read(world, kMe, "chosen", At(2026, 3, 7)), "no 2026-03-06T00:00 default .");
  (*choice.mutable_work()->mutable_decided())[1] = "yes";
  EXPECT_EQ(Read(world, kMe, "chosen", At(2026, 3, 7)), "yes 2026-03-06T00:00 .");
  EXPECT_EQ(world.Line("gift", At(2026, 3, 7)), "open");
  // What the enrolment's own record says comes first.
  Write(world.enrolment(), "chosen", "", "no", At(2026, 3, 8));
  EXPECT_EQ(Read(world, kMe, "chosen", At(2026, 3, 9)), "no 2026-03-08T00:00 .");
}

TEST(FactsTest, ALinkIsMadeOnceAndForAll) {
  World world = Facts();
  EXPECT_EQ(Read(world, kMe, "paired", At(2026, 3, 5)), "none ever .");
  EXPECT_EQ(world.Line("talk", At(2026, 3, 5)), "not_applicable");
  world.Link("mentor", 1, At(2026, 3, 9)).set_stage(LINK_STAGE_ENDED);
  world.Link("mentor", 2, At(2026, 3, 20));
  EXPECT_EQ(Read(world, kMe, "paired", At(2026, 3, 21)), "made 2026-03-09T00:00 .");
  EXPECT_EQ(world.Line("talk", At(2026, 3, 21)), "open");
}

TEST(FactsTest, AMeanLiesInABand) {
  World world = Facts();
  const absl::Time now = At(2026, 4, 1);
  EXPECT_EQ(Read(world, kCohort, "useful", now), "low ever default .");
  Aggregate& aggregate = *world.image().cohort.add_aggregates();
  aggregate.set_fact("useful");
  struct Case {
    int sum, count;
    std::string value;
  };
  for (const Case& each : std::vector<Case>{{12, 3, "high"}, {11, 3, "low"}, {399, 100, "low"}}) {
    aggregate.set_sum(each.sum);
    aggregate.set_count(each.count);
    EXPECT_EQ(Read(world, kCohort, "useful", now), each.value + " 2026-04-01T00:00 .");
  }
}

TEST(FactsTest, NobodyReadsWhatThereIsNot) {
  const World world = Facts();
  EXPECT_EQ(Read(world, kMe, "weather", At(2026, 4, 1)), ".");
  EXPECT_EQ(Read(world, {OWNER_LINK, 9}, "goes", At(2026, 4, 1)), "…");
  EXPECT_EQ(Read(world, kCohort, "goes", At(2026, 4, 1)), "…");
}

}  // namespace
}  // namespace kasvu::workflows
