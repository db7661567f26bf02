// Whether conditions hold, and since when.
#include "workflows/cohort/conditions.h"

#include <gmock/gmock.h>

#include "tests/workflows/cohort/world.h"
#include "workflows/template/codec.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: the names of the states are what these tests are about

constexpr char kCourse[] = R"(
template: course
people: {roles: {mentor: {min: 1}}}
params: {talks: {min: 1, max: 4, default: 2}}
links: {mentor: {of: mentor, size: 1, rematch: 2}}
facts:
  abroad: {step: ask, values: ['yes', 'no'], default: 'no'}
  size: {step: firm, values: [small, large], default: small}
phases:
  - id: all
    steps:
      - {id: ask, decision: {values: ['yes', 'no']}}
      - {id: firm, decision: {values: [small, large]}}
      - {id: use, task: any, when: {all: [{is: {abroad: 'yes'}}, {is: {size: large}}]}}
      - {id: plan, task: any}
      - {id: session, session: {minutes: 60}, items: [a, b, c, d], every: {weeks: 1}, from: start}
      - {id: contact, outcome: any, up_to: 5, record: {worth: optional}}
      - {id: talk, per: mentor, meeting: 30, with: mentor, up_to: 3, close: {after: start, months: 6}, else: missed}
      - {id: step, per: mentor, task: any, items: [one, two], close: {after: start, months: 6}, else: missed}
      - {id: evening, session: {minutes: 60}, every: {weeks: 1}, from: start, until: closed}
ends: [{id: done, as: completed, requires: {sessions: {count: session, all_but: 1}}}]
)";

World Course() {
  const CohortState cohort = CohortFrom(absl::CivilDay(2026, 3, 2));
  World world(ProgramOf(kCourse, cohort), cohort);
  world.Group(At(2026, 3, 1));
  return world;
}

// The condition that stands as `yaml` among an end's requirements.
kasvu::v1::Condition ConditionOf(const std::string& yaml) {
  const ReadResult read =
      ReadDocument("test", "{template: t, ends: [{id: e, as: left, requires: {r: " + yaml + "}}]}");
  const DecodeResult decoded = Decode("test", *read.document);
  EXPECT_TRUE(decoded.findings.empty()) << yaml;
  return decoded.spec.ends(0).requirements().at("r");
}

// "holds 2026-03-05T12:00", "fails", "waits fact:abroad".
std::string Tell(const World& world, const std::string& yaml, absl::Time now,
                 OwnerRef owner = {OWNER_ENROLMENT, 1}) {
  const ConditionView view = Evaluate(world.At(now), owner, ConditionOf(yaml));
  std::string line = view.truth == Truth::kHolds   ? "holds"
                     : view.truth == Truth::kFails ? "fails"
                                                   : "waits";
  if (view.since != absl::InfinitePast()) {
    absl::StrAppend(&line, " ", absl::FormatCivilTime(world.program().zone().DayAt(view.since)));
  }
  for (const std::string& fact : view.waits_for) absl::StrAppend(&line, " ", fact);
  return line;
}

void WriteFact(World& world, const std::string& fact, const std::string& value, absl::Time at) {
  FactRecord& record = *world.enrolment().add_facts();
  record.set_fact(fact);
  record.set_value(value);
  record.set_at(ToMicros(at));
}

TEST(ConditionsTest, CompareFactsThatMayStillBeUnwritten) {
  World world = Course();
  const absl::Time now = At(2026, 3, 20);
  const std::string both = "{is: {abroad: 'yes', size: large}}";
  const std::string either = "{any: [{is: {abroad: 'yes'}}, {is: {size: large}}]}";
  const std::string neither = "{not: {any: [{is: {abroad: 'yes'}}, {is: {size: large}}]}}";
  EXPECT_EQ(Tell(world, both, now), "waits fact:abroad fact:size");
  EXPECT_EQ(Tell(world, either, now), "waits fact:abroad fact:size");
  WriteFact(world, "abroad", "no", At(2026, 3, 5));
  EXPECT_EQ(Tell(world, both, now), "fails 2026-03-05");  // whatever the other will be
  EXPECT_EQ(Tell(world, either, now), "waits fact:size");
  EXPECT_EQ(Tell(world, neither, now), "waits fact:size");
  WriteFact(world, "size", "small", At(2026, 3, 9));
  EXPECT_EQ(Tell(world, either, now), "fails 2026-03-09");
  EXPECT_EQ(Tell(world, neither, now), "holds 2026-03-09");
  world.enrolment().mutable_facts(1)->set_value("large");
  EXPECT_EQ(Tell(world, either, now), "holds 2026-03-09");
  EXPECT_EQ(Tell(world, "{all: [{not: {is: {abroad: 'yes'}}}, {is: {size: large}}]}", now),
            "holds 2026-03-09");
}

TEST(ConditionsTest, DoneIsDoneWaivedOrNotApplicable) {
  World world = Course();
  const absl::Time now = At(2026, 3, 20);
  EXPECT_EQ(Tell(world, "{done: plan}", now), "fails");
  World::Record(world.enrolment(), "plan", STEP_STATE_WAIVED, At(2026, 3, 6));
  EXPECT_EQ(Tell(world, "{done: plan}", now), "holds 2026-03-06");
  World::Record(world.enrolment(), "plan", STEP_STATE_MISSED, At(2026, 3, 6));
  EXPECT_EQ(Tell(world, "{done: plan}", now), "fails");
  WriteFact(world, "abroad", "no", At(2026, 3, 5));
  EXPECT_EQ(Tell(world, "{done: use}", now), "holds 2026-03-05");  // does not apply
  world.Done("session/b", At(2026, 3, 9));
  EXPECT_EQ(Tell(world, "{done: session/b}", now), "holds 2026-03-09");
  EXPECT_EQ(Tell(world, "{done: session}", now), "fails");
}

TEST(ConditionsTest, CountsTheItemsOfASeries) {
  World world = Course();
  const absl::Time now = At(2026, 4, 1);
  World::Record(world.enrolment(), "session/a", STEP_STATE_DONE, At(2026, 3, 2));
  World::Record(world.enrolment(), "session/b", STEP_STATE_MISSED, At(2026, 3, 9));
  World::Record(world.enrolment(), "session/c", STEP_STATE_WAIVED, At(2026, 3, 16));
  EXPECT_EQ(Tell(world, "{count: session, at_least: 1}", now), "holds 2026-03-02");
  EXPECT_EQ(Tell(world, "{count: session, at_least: 2}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: session, at_least: 0}", now), "holds");
  EXPECT_EQ(Tell(world, "{count: session, all_but: 2}", now), "holds 2026-03-16");
  EXPECT_EQ(Tell(world, "{count: session, all_but: 1}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: session, at_most: 1}", now), "holds");
  EXPECT_EQ(Tell(world, "{count: session, at_most: 0}", now), "fails 2026-03-09");
  EXPECT_EQ(Tell(world, "{count: session, at_most: 0, state: waived}", now), "fails 2026-03-16");
  World::Record(world.enrolment(), "session/d", STEP_STATE_DONE, At(2026, 3, 23));
  EXPECT_EQ(Tell(world, "{count: session, all_but: 1}", now), "holds 2026-03-23");
  EXPECT_EQ(Tell(world, "{count: session, at_least: $talks}", now), "holds 2026-03-23");
}

TEST(ConditionsTest, AddsUpAndTellsApartWhatIsRecorded) {
  World world = Course();
  const absl::Time now = At(2026, 4, 1);
  for (int i = 1; i <= 3; ++i) {
    StepRecord& record = world.Done(absl::StrCat("contact/", i), At(2026, 3, 10 + i));
    (*record.mutable_work()->mutable_numbers())["worth"] = 100 * i;
    record.mutable_work()->add_with(i == 2 ? "persons/a" : absl::StrCat("persons/", i));
    if (i == 1) record.mutable_work()->add_with("persons/a");
  }
  EXPECT_EQ(Tell(world, "{count: contact, sum: worth, at_least: 300}", now), "holds 2026-03-12");
  EXPECT_EQ(Tell(world, "{count: contact, sum: worth, at_least: 601}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: contact, sum: worth, at_most: 599}", now), "fails 2026-03-13");
  EXPECT_EQ(Tell(world, "{count: contact, at_least: 2, distinct: true}", now), "holds 2026-03-11");
  EXPECT_EQ(Tell(world, "{count: contact, at_least: 3, distinct: true}", now), "holds 2026-03-13");
  EXPECT_EQ(Tell(world, "{count: contact, at_least: 4, distinct: true}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: contact, all_but: 2}", now), "holds 2026-03-13");
  EXPECT_EQ(Tell(world, "{count: contact, all_but: 1}", now), "fails");
}

TEST(ConditionsTest, CountsOverAllLinksThereEverWere) {
  World world = Course();
  const absl::Time now = At(2026, 5, 1);
  EXPECT_EQ(Tell(world, "{count: talk, at_least: 1}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: step, all_but: 0}", now), "fails");
  EXPECT_EQ(Tell(world, "{done: step/one}", now), "fails");
  LinkState& first = world.Link("mentor", 1, At(2026, 3, 3));
  World::Record(first, "talk/1", STEP_STATE_DONE, At(2026, 3, 5));
  World::Record(first, "step/one", STEP_STATE_DONE, At(2026, 3, 6));
  first.set_stage(LINK_STAGE_ENDED);
  first.set_ended_at(ToMicros(At(2026, 3, 20)));
  world.enrolment().mutable_links(0)->set_live(false);
  LinkState& second = world.Link("mentor", 2, At(2026, 3, 21));
  World::Record(second, "talk/1", STEP_STATE_DONE, At(2026, 4, 5));
  World::Record(second, "step/two", STEP_STATE_DONE, At(2026, 4, 6));
  EXPECT_EQ(Tell(world, "{count: talk, at_least: 2}", now), "holds 2026-04-05");
  EXPECT_EQ(Tell(world, "{count: step, all_but: 0}", now), "holds 2026-04-06");
  World::Record(second, "step/two", STEP_STATE_UNSPECIFIED, At(2026, 4, 7));
  World::Record(second, "step/one", STEP_STATE_DONE, At(2026, 4, 7));
  EXPECT_EQ(Tell(world, "{count: step, all_but: 0}", now), "fails");  // the same one twice
  World::Record(second, "step/one", STEP_STATE_UNSPECIFIED, At(2026, 4, 8));
  World::Record(second, "step/two", STEP_STATE_DONE, At(2026, 4, 6));
  // The current link gates.
  EXPECT_EQ(Tell(world, "{done: step/one}", now), "fails");
  EXPECT_EQ(Tell(world, "{done: step/two}", now), "holds 2026-04-06");
}

TEST(ConditionsTest, LooksThroughAWindowAtARollingSeries) {
  World world = Course();
  const std::vector<std::pair<std::string, bool>> evenings = {
      {"evening/2026-03-02", true}, {"evening/2026-03-09", true},  {"evening/2026-03-16", false},
      {"evening/2026-03-23", true}, {"evening/2026-03-30", false}, {"evening/2026-04-06", false}};
  for (const auto& [key, there] : evenings) {
    world.Hold(key);
    if (there) world.Done(key, FromMicros(world.Session(key).starts_at()));
  }
  const absl::Time now = At(2026, 4, 8);
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 3, window: {last: 6}}", now),
            "holds 2026-03-23");
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 3, window: {last: 5}}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 2, window: {last: 5}}", now),
            "holds 2026-03-23");
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 2, window: {months: 1}}", now),
            "holds 2026-03-23");
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 3, window: {months: 1}}", now), "fails");
  EXPECT_EQ(Tell(world, "{count: evening, all_but: 1, window: {last: 2}}", now), "fails");
  // Pauses are left out, so that the window reaches further back.
  Pause& pause = *world.enrolment().add_pauses();
  pause.set_from(ToMicros(At(2026, 3, 24)));
  pause.set_until(ToMicros(At(2026, 4, 7)));
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 2, window: {last: 3}}", now),
            "holds 2026-03-23");
  // So is what came before joining: two evenings are left.
  world.enrolment().set_joined_at(ToMicros(At(2026, 3, 10)));
  EXPECT_EQ(Tell(world, "{count: evening, at_least: 1, window: {last: 9}}", now),
            "holds 2026-03-23");
  EXPECT_EQ(Tell(world, "{count: evening, at_most: 1, window: {last: 9}}", now), "holds");
  EXPECT_EQ(Tell(world, "{count: evening, at_most: 0, window: {last: 9}}", now),
            "fails 2026-03-16");
}

TEST(ConditionsTest, SharedOwnersLookAtTheSessionsThemselves) {
  World world = Course();
  world.Hold("session/a");
  EXPECT_EQ(Tell(world, "{done: session/a}", At(2026, 3, 3), {OWNER_GROUP, 1}), "holds 2026-03-02");
  EXPECT_EQ(Tell(world, "{done: session/a}", At(2026, 3, 3), {OWNER_COHORT, 0}),
            "holds 2026-03-02");
  EXPECT_EQ(Tell(world, "{done: session/a}", At(2026, 3, 3)), "fails");  // she was absent
}

}  // namespace
}  // namespace kasvu::workflows
