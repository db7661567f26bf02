#include "workflows/migration/plan.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "tests/workflows/migration/example_migration.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

TEST(PlanMigrationTest, CarriesOverWhoHasNothingToChange) {
  ExampleMigration example(kPlain, kPlain);
  EXPECT_EQ(example.Told({}), "e1 carries; e2 carries; e3 carries; ");
}

TEST(PlanMigrationTest, TellsWhatComesAndGoesAndKeepsWhatWasDone) {
  ExampleMigration example(kPlain,
                           "      - {id: plan, title: {en: P}, task: work}\n"
                           "      - {id: extra, title: {en: X}, task: work}\n");
  example.Done(1, "report");
  EXPECT_EQ(example.Told({}),
            "e1 changed credit:report +extra; e2 changed -report +extra; "
            "e3 changed -report +extra; ");
  example.Apply();
  EXPECT_EQ(example.play().image().enrolments.at(1).earlier(0).record().key(), "report");
  EXPECT_EQ(example.play().image().enrolments.at(1).earlier(0).template_(), "example/example@1");
}

TEST(PlanMigrationTest, GivesCreditForAStepOfAnotherName) {
  ExampleMigration example(kPlain,
                           "      - {id: plan, title: {en: P}, task: work}\n"
                           "      - {id: account, title: {en: X}, task: work}\n");
  example.Done(1, "report");
  MigrationOptions options;
  options.credits = {{"report", "account"}};
  EXPECT_EQ(example.Told(options).substr(0, 47), "e1 changed credited:report>account; e2 changed ");
  options.credits = {{"report", "nowhere"}};
  EXPECT_EQ(example.Told(options).substr(0, 37), "e1 refused credit-unknown nowhere; e2");
  options.credits = {{"report", "plan"}};
  example.Done(1, "plan");
  EXPECT_EQ(example.Told(options).substr(0, 32), "e1 refused credit-taken plan; e2");
}

TEST(PlanMigrationTest, FollowsARenamedStepThatChangedItsKind) {
  ExampleMigration example(kPlain,
                           "      - {id: path, was: plan, title: {en: P}, agreement: rules}\n"
                           "      - {id: report, title: {en: R}, task: work}\n");
  example.Done(2, "plan");
  EXPECT_EQ(example.Told({}), "e1 changed plan>path; e2 changed plan>path; e3 changed plan>path; ");
  example.Apply();
  EXPECT_EQ(example.play().image().enrolments.at(2).steps(0).key(), "path");
}

TEST(PlanMigrationTest, LeavesSomebodyBehindWhereWhatIsSharedIsTheSame) {
  ExampleMigration example(kPlain, kPlain);
  MigrationOptions options;
  options.except = {2};
  EXPECT_EQ(example.Told(options), "e1 carries; e2 refused not-chosen; e3 carries; ");
  options.except = {};
  options.only = {2};
  EXPECT_EQ(example.Told(options), "e1 refused not-chosen; e2 carries; e3 refused not-chosen; ");
  EXPECT_FALSE(example.Plan(options)->cohort_moves);
}

TEST(PlanMigrationTest, MovesTheWholeGroupWhereItsSessionsDiffer) {
  ExampleMigration example(kPlain, kPlain, "[one, two]", "[one, two, three]");
  MigrationOptions options;
  options.except = {2};
  EXPECT_EQ(example.Told(options),
            "e1 refused whole-group e2; e2 refused not-chosen; e3 refused whole-group e2; ");
  EXPECT_TRUE(example.Plan(options)->events.empty());
  const auto all = example.Plan({});
  ASSERT_EQ(all->groups.size(), 1u);
  EXPECT_EQ(all->groups[0].changes[0].key, "session/three");
}

TEST(PlanMigrationTest, AsksForAPersonWhereAnEndWouldBeReachedAtOnce) {
  ExampleMigration example(kPlain, "      - {id: plan, title: {en: P}, task: work}\n", "[one]",
                           "[one]", "plan");
  example.Done(3, "plan");
  EXPECT_EQ(example.Told({}).substr(0, 58),
            "e1 changed -report; e2 changed -report; e3 needs ends-at-o");
  MigrationOptions options;
  options.accepted = {3};
  EXPECT_EQ(example.Told(options).substr(0, 50),
            "e1 changed -report; e2 changed -report; e3 changed");
}

TEST(PlanMigrationTest, WaivesWhatIsNewAndHasClosed) {
  ExampleMigration example(kPlain, absl::StrCat(kPlain,
                                                "      - {id: early, title: {en: E}, task: work, "
                                                "close: {after: start, days: 1}, else: missed}\n"));
  EXPECT_EQ(example.Told({}).substr(0, 31), "e1 changed +early waived:early;");
}

TEST(PlanMigrationTest, RefusesAWholeCohortWhoseStepsDifferWhenSomebodyStays) {
  ExampleMigration example(
      kPlain, absl::StrCat(kPlain,
                           "      - {id: ours, title: {en: O}, task: work, per: cohort, by: "
                           "coordinator, optional: true}\n"));
  MigrationOptions options;
  options.only = {1};
  EXPECT_EQ(example.Told(options).substr(0, 27), "e1 refused whole-cohort e2;");
}

TEST(PlanMigrationTest, ACohortThatIsOverStaysAsItIs) {
  ExampleMigration example(kPlain, kPlain);
  ASSERT_TRUE(example.play().Do(CloseCohort{}, example.now()).ok());
  EXPECT_EQ(ReasonOf(example.Plan({}).status()), "COHORT_OVER");
}

}  // namespace
}  // namespace kasvu::workflows
