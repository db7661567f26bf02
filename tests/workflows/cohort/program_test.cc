// How a version becomes what one cohort plays.
#include "workflows/cohort/program.h"

#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::CivilDay kStart(2021, 2, 1);

std::vector<std::string> KeysOf(const Program& program, std::string_view step) {
  std::vector<std::string> keys;
  for (const ProgramSlot& slot : program.FindStep(step)->slots) keys.push_back(slot.key);
  return keys;
}

constexpr char kSeries[] = R"(
template: series
params: {talks: {min: 1, max: 4, default: 2}}
people: {roles: {expert: {min: 1}}}
facts: {goes: {step: go, values: ['yes', 'no'], default: 'no'}}
phases:
  - id: all
    steps:
      - {id: go, decision: {values: ['yes', 'no']}}
      - {id: day, session: {minutes: 60}, items: [one, two, three], every: {weeks: 1}, from: start}
      - {id: between, task: any, gap: day, optional: true}
      - {id: early, task: any, gap: day, only: [one, three], optional: true}
      - {id: sheet, task: any, each: day, only: [two], when: {is: {goes: 'yes'}}}
      - {id: talk, meeting: 30, with: expert, each: day, up_to: $talks, optional: true,
         close: {after: this, days: 9}, else: missed}
      - {id: again, task: any, makes_up: day, close: {after: this, days: 30}, else: missed}
      - {id: lap, task: any, times: $talks, optional: true}
      - {id: contact, outcome: any, up_to: 2}
      - {id: evening, session: {minutes: 60}, every: {months: 1}, from: start, until: closed}
      - {id: pulse, task: any, each: evening, optional: true}
ends: [{id: done, as: completed, requires: {days: {count: day, all_but: 1}}}]
)";

TEST(ProgramTest, ListsTheSlotsOfEverySeries) {
  const auto program = ProgramOf(kSeries, CohortFrom(kStart));
  EXPECT_THAT(KeysOf(*program, "go"), ElementsAre("go"));
  EXPECT_THAT(KeysOf(*program, "day"), ElementsAre("day/one", "day/two", "day/three"));
  EXPECT_THAT(KeysOf(*program, "between"), ElementsAre("between/one", "between/two"));
  EXPECT_THAT(KeysOf(*program, "early"), ElementsAre("early/one"));
  EXPECT_THAT(KeysOf(*program, "sheet"), ElementsAre("sheet/two"));
  EXPECT_THAT(KeysOf(*program, "talk"), ElementsAre("talk/one/1", "talk/one/2", "talk/two/1",
                                                    "talk/two/2", "talk/three/1", "talk/three/2"));
  EXPECT_THAT(KeysOf(*program, "again"), ElementsAre("again/one", "again/two", "again/three"));
  EXPECT_THAT(KeysOf(*program, "lap"), ElementsAre("lap/1", "lap/2"));
  EXPECT_THAT(KeysOf(*program, "contact"), ElementsAre("contact/1", "contact/2"));
  EXPECT_THAT(KeysOf(*program, "evening"), IsEmpty());
  EXPECT_THAT(KeysOf(*program, "pulse"), IsEmpty());
  EXPECT_TRUE(program->FindStep("evening/2021-03")->rolling);
  EXPECT_TRUE(program->FindStep("pulse")->rolling);
  EXPECT_EQ(program->FindStep("nothing"), nullptr);
  EXPECT_EQ(program->FindSlot("evening/2021-03"), nullptr);
}

TEST(ProgramTest, FindsEverySlotByItsKey) {
  const auto program = ProgramOf(kSeries, CohortFrom(kStart));
  size_t ordinal = 0;
  for (const ProgramStep& step : program->steps()) {
    EXPECT_EQ(step.first_slot, ordinal);
    for (size_t i = 0; i < step.slots.size(); ++i, ++ordinal) {
      const auto* place = program->FindSlot(step.slots[i].key);
      ASSERT_NE(place, nullptr) << step.slots[i].key;
      EXPECT_EQ(&program->steps()[place->step], &step);
      EXPECT_EQ(place->slot, i);
      EXPECT_EQ(program->FindStep(step.slots[i].key), &step);
    }
  }
  EXPECT_EQ(program->slot_count(), ordinal);
}

TEST(ProgramTest, CompletionWaitsForWhatIsOnesOwnAndHasAnEnd) {
  const auto program = ProgramOf(kSeries, CohortFrom(kStart));
  const std::map<std::string, bool> required = {
      {"go", true},    {"day", true},      {"between", false}, {"talk", false},
      {"again", true}, {"contact", false}, {"evening", false}, {"pulse", false}};
  for (const auto& [id, expected] : required) {
    EXPECT_EQ(program->FindStep(id)->required, expected) << id;
  }
}

TEST(ProgramTest, TakesTheParametersOfItsCohort) {
  storage::v1::CohortState cohort = CohortFrom(kStart);
  (*cohort.mutable_params())["talks"] = 1;
  EXPECT_THAT(KeysOf(*ProgramOf(kSeries, cohort), "talk"),
              ElementsAre("talk/one/1", "talk/two/1", "talk/three/1"));
}

TEST(ProgramTest, RefusesWhatTheCohortCannotHave) {
  const auto spec = Compile(kSeries);
  struct Case {
    const char* what;
    void (*change)(storage::v1::CohortState&);
    const char* reason;
  };
  const std::vector<Case> cases = {
      {"too many talks", [](auto& cohort) { (*cohort.mutable_params())["talks"] = 5; },
       "PARAM_OUT_OF_RANGE"},
      {"too few talks", [](auto& cohort) { (*cohort.mutable_params())["talks"] = 0; },
       "PARAM_OUT_OF_RANGE"},
      {"no such parameter", [](auto& cohort) { (*cohort.mutable_params())["walks"] = 2; },
       "PARAM_OUT_OF_RANGE"},
      {"no such zone", [](auto& cohort) { cohort.set_time_zone("Europe/Atlantis"); },
       "UNKNOWN_TIME_ZONE"},
  };
  for (const Case& each : cases) {
    storage::v1::CohortState cohort = CohortFrom(kStart);
    each.change(cohort);
    const auto program = Program::Make(spec, cohort);
    EXPECT_EQ(ReasonOf(program.status()), each.reason) << each.what;
  }
}

TEST(ProgramTest, NeedsARegionWhereTheSchoolsHaveTheirBreak) {
  const auto spec = Compile(R"(
template: winter
calendar: {skip: [winter-break]}
phases: [{id: all, steps: [{id: day, session: {}, items: [a], every: {weeks: 1}, from: start}]}]
ends: [{id: done, as: completed, requires: {days: {count: day, all_but: 0}}}]
)");
  storage::v1::CohortState cohort = CohortFrom(kStart);
  EXPECT_TRUE(Program::Make(spec, cohort).ok());
  cohort.clear_region();
  EXPECT_EQ(ReasonOf(Program::Make(spec, cohort).status()), "SKIP_RULE_NEEDS_REGION");
}

TEST(ProgramTest, PlaysEveryReadyProgramme) {
  EXPECT_EQ(ReadyPrograms().size(), 9u);
  for (const std::string& id : ReadyPrograms()) {
    const auto program = ReadyProgram(id, CohortFrom(kStart));
    EXPECT_FALSE(program->steps().empty()) << id;
  }
  const auto growth = ReadyProgram("kasvu-kasvu", CohortFrom(kStart));
  EXPECT_THAT(KeysOf(*growth, "runway.talk"), Contains("runway.talk/day-2/5"));
  EXPECT_THAT(KeysOf(*growth, "runway.replacement"), Contains("runway.replacement/day-1"));
  EXPECT_EQ(growth->FindStep("selection")->owner, storage::v1::OWNER_COHORT);
}

}  // namespace
}  // namespace kasvu::workflows
