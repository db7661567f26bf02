// Where places end up in all runs at once.
#include "workflows/proof/run_model.h"

#include <gtest/gtest.h>

#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {
namespace {

constexpr char kReplaced[] = R"(
template: example
languages: [en]
title: {en: Example}
phases:
  - id: all
    steps:
      - {id: session, session: online, items: [one, two], from: start, every: {weeks: 2}}
      - {id: replacement, task: any, makes_up: session, after: [session/one]}
ends: [{id: done, as: completed, requires: {sessions: {count: session, all_but: 0}}}]
)";

// Whichever of the two is looked at first.
TEST(RunModelTest, AReplacementMayComeAfterWhatItMakesUpFor) {
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  const std::shared_ptr<const Program> program = ProgramOf(kReplaced, cohort);
  const ProgrammePlaces places(*program, "");
  for (const bool forwards : {true, false}) {
    DecisionDiagram diagram(1000);
    RunModel model(places, diagram);
    const size_t count = places.all().size();
    for (size_t i = 0; i < count; ++i) model.Of(forwards ? i : count - 1 - i);
    for (const size_t place : places.Named("session")) {
      EXPECT_EQ(model.Of(place).done, kEveryRun) << places.at(place).key() << " " << forwards;
    }
  }
}

// One of two replacements that cannot be done keeps nobody from completing once the other was.
TEST(RunModelTest, OneOfTwoReplacementsIsEnough) {
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  const std::shared_ptr<const Program> program = ProgramOf(R"(
template: example
languages: [en]
title: {en: Example}
phases:
  - id: all
    steps:
      - {id: session, session: online, items: [one, two], from: start, every: {weeks: 2}}
      - {id: skill, task: any, close: {after: start, days: 9}, else: missed}
      - {id: replacement, task: any, makes_up: session}
      - {id: other, task: any, makes_up: session, needs: [skill]}
ends: [{id: done, as: completed, requires: {sessions: {count: session, all_but: 0}}}]
)",
                                                           cohort);
  const ProgrammePlaces places(*program, "");
  DecisionDiagram diagram(1000);
  RunModel model(places, diagram);
  for (size_t place = 0; place < places.all().size(); ++place) {
    EXPECT_EQ(model.Settled(place), kEveryRun) << places.at(place).key();
  }
}

}  // namespace
}  // namespace kasvu::workflows
