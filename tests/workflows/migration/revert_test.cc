#include "workflows/migration/revert.h"

#include <gtest/gtest.h>

#include "errors/error.h"
#include "tests/workflows/migration/example_migration.h"
#include "workflows/migration/progress_digest.h"

namespace kasvu::workflows {
namespace {

constexpr char kLonger[] =
    "      - {id: plan, title: {en: P}, task: work}\n"
    "      - {id: extra, title: {en: X}, task: work}\n";

TEST(PlanRevertTest, ThereHasToBeAMigration) {
  ExampleMigration example(kPlain, kLonger);
  EXPECT_EQ(ReasonOf(PlanRevert(example.play().At(example.now())).status()), "NOT_MIGRATED");
}

TEST(PlanRevertTest, RestoresWhatWasAndKeepsWhatCameSince) {
  ExampleMigration example(kPlain, kLonger, "[one, two]", "[one, two, three]");
  example.Done(1, "report");
  const std::string before = ProgressWords(example.play().At(example.now()));
  example.Apply();
  const auto plan = PlanRevert(example.play().At(example.now()));
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan->contradictions.empty());
  EXPECT_EQ(plan->enrolments, 3u);
  example.Done(2, "plan");
  const auto later = PlanRevert(example.play().At(example.now()));
  ASSERT_TRUE(later->contradictions.empty());
  example.play().Carry("two", example.target().program, plan->events, example.now());
  EXPECT_EQ(example.play().image().enrolments.at(2).steps(0).key(), "plan");
  EXPECT_NE(ProgressWords(example.play().At(example.now())), before);
  CohortImage image = example.play().image();
  image.enrolments[2].clear_steps();
  const View without{example.play().program(), image, example.now()};
  EXPECT_EQ(ProgressWords(without), before);
}

TEST(PlanRevertTest, SaysWhatWasDoneOnAStepThatOnlyTheNewerVersionHas) {
  ExampleMigration example(kPlain, kLonger);
  example.Apply();
  example.Done(3, "extra");
  const auto plan = PlanRevert(example.play().At(example.now()));
  ASSERT_EQ(plan->contradictions.size(), 1u);
  EXPECT_EQ(plan->contradictions[0].kind, Contradiction::kDoneSince);
  EXPECT_EQ(plan->contradictions[0].owner, EnrolmentOf(3));
  EXPECT_EQ(plan->contradictions[0].about, "extra");
  EXPECT_TRUE(plan->events.empty());
}

TEST(PlanRevertTest, SaysWhichAddedSessionHasBeenHeld) {
  ExampleMigration example(kPlain, kPlain, "[two]", "[one, two]");
  example.Apply();
  RecordAttendance attendance{1, "session/one", {}, std::nullopt, example.now(), {}};
  ASSERT_TRUE(example.play().Do(attendance, example.now()).ok());
  const auto plan = PlanRevert(example.play().At(example.now()));
  ASSERT_FALSE(plan->contradictions.empty());
  EXPECT_EQ(plan->contradictions[0].kind, Contradiction::kHeldSince);
}

TEST(PlanRevertTest, WhoeverCameInSinceGoesAlong) {
  ExampleMigration example(kPlain, kLonger);
  example.Apply();
  CreateEnrolments create;
  create.enrolments.push_back({"persons/newcomer", "", ""});
  ASSERT_TRUE(example.play().Do(create, example.now()).ok());
  EXPECT_EQ(example.play().image().enrolments.at(4).digest(), "two");
  const auto plan = PlanRevert(example.play().At(example.now()));
  ASSERT_TRUE(plan->contradictions.empty());
  example.play().Carry("two", example.target().program, plan->events, example.now());
  EXPECT_EQ(example.play().image().enrolments.at(4).digest(), "one");
}

}  // namespace
}  // namespace kasvu::workflows
