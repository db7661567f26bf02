#include "services/engine/reads/enrolment_progress.h"

#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/util/message_differencer.h"
#include "tests/services/engine/reads/example_season.h"
#include "tests/services/engine/reads/parse_text.h"
#include "tests/services/engine/reads/progress_text.h"

namespace kasvu::engine {
namespace {

// The line of one step; empty when there is none.
std::string LineAt(const kasvu::v1::EnrolmentProgress& progress, const std::string& key) {
  for (const auto& step : progress.steps()) {
    if (step.step() == key) return LineOf(step);
  }
  return "";
}

TEST(EnrolmentProgress, ShowsEverythingAroundAParticipantInTemplateOrder) {
  const ExampleSeason season;
  EXPECT_EQ(LinesOf(ProgressOf(season.View(), 1).steps()),
            R"(e1 needs done due 1-26 at 1-20 9:00 via work
l1 first-contact open overdue escalated optional due 2-6 closes 2-9
l1 promise submitted optional due 2-18 closes 3-6 at 2-4 9:00 via work
e1 session/trust done from 2-1 9:00 due 2-1 9:00 at 2-1 9:00 via work
e1 session/goals pending from 2-22 9:00 due 2-22 9:00 waits for date
e1 session/close pending from 3-15 9:00 due 3-15 9:00 waits for date
e1 exercise/trust open optional from 2-1 9:00
e1 exercise/goals pending optional from 2-22 9:00 waits for date
e1 part/aim done due 2-16 at 2-9 9:00 via work
e1 part/money pending due 3-9 waits for session/goals
e1 reading/aim open closes 3-12
e1 reading/money pending closes 4-8 waits for part/money
e1 contact/1 open optional
e1 after pending from 3-15 9:00 due 3-30 waits for date
example go-on pending optional from 3-29 due 4-15 waits for date
)");
}

TEST(EnrolmentProgress, TellsAStepInFull) {
  const ExampleSeason season;
  const auto progress = ProgressOf(season.View(), 1);
  const auto expected = Parse<kasvu::v1::StepProgress>(R"(
    owner: "cohorts/example/enrolments/e1" step: "part/money" kind: "task" phase: "season"
    title { by_language { key: "en" value: "Part – Money" } }
    state: STATE_PENDING due_time { seconds: 1615240800 } waits_for: "session/goals"
  )");
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(progress.steps(9), expected))
      << progress.steps(9).DebugString();
}

TEST(EnrolmentProgress, CountsWhatACompletionWaitsFor) {
  const ExampleSeason season;
  const auto aino = ProgressOf(season.View(), 1);
  EXPECT_EQ(aino.done(), 3);      // needs, session/trust, part/aim
  EXPECT_EQ(aino.required(), 9);  // besides two sessions, a part, two readings and `after`
  EXPECT_TRUE(aino.engaged());
  EXPECT_EQ(aino.enrolment().name(), "cohorts/example/enrolments/e1");

  // What was waived for her is asked of her no more.
  const auto fanni = ProgressOf(season.View(), 6);
  EXPECT_EQ(fanni.done(), 0);
  EXPECT_EQ(fanni.required(), 8);
}

TEST(EnrolmentProgress, TellsHowFarTheEndsAre) {
  ExampleSeason season;
  const auto requirements = [&] {
    const auto progress = ProgressOf(season.View(), 1);
    std::string text;
    for (const auto& requirement : progress.requirements()) {
      text += requirement.end() + "." + requirement.id() + (requirement.holds() ? " yes " : " no ");
    }
    return text;
  };
  EXPECT_EQ(requirements(), "completed.after no completed.session no ");
  auto* after = season.image.enrolments[1].add_steps();
  after->set_key("after");
  after->set_state(storage::v1::STEP_STATE_DONE);
  after->set_occurred_at(absl::ToUnixMicros(On(2, 9)));
  EXPECT_EQ(requirements(), "completed.after yes completed.session no ");
}

// After a re-match what was done with the mentor before is still there, and nothing more.
TEST(EnrolmentProgress, KeepsWhatWasDoneInALinkThatHasEnded) {
  ExampleSeason season;
  season.image.enrolments[1].mutable_links(0)->set_live(false);
  auto& link = season.image.links[1];
  link.set_stage(storage::v1::LINK_STAGE_ENDED);
  link.set_ended_at(absl::ToUnixMicros(On(2, 9)));
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 1), "promise"), "");
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 1), "first-contact"), "");

  link.mutable_steps(1)->set_state(storage::v1::STEP_STATE_DONE);
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 1), "promise"),
            "l1 promise done optional due 2-18 closes 3-6 at 2-4 9:00 via work");
}

// The value of a decision about many is shown to each participant for herself alone.
TEST(EnrolmentProgress, ShowsOnlyHerOwnValueOfADecisionAboutMany) {
  ExampleSeason season;
  auto* step = season.image.cohort.add_steps();
  step->set_key("go-on");
  step->set_state(storage::v1::STEP_STATE_DONE);
  step->set_via(storage::v1::VIA_WORK);
  step->set_occurred_at(absl::ToUnixMicros(On(2, 9)));
  (*step->mutable_work()->mutable_decided())[1] = "yes";
  (*step->mutable_work()->mutable_decided())[2] = "no";
  const std::string done = "example go-on done optional from 3-29 due 4-15 at 2-9 via work";
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 1), "go-on"), done + " = yes");
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 2), "go-on"), done + " = no");
  EXPECT_EQ(LineAt(ProgressOf(season.View(), 6), "go-on"), done);
}

TEST(EnrolmentProgress, OfOneWhoLeftHasExpired) {
  const ExampleSeason season;
  const auto progress = ProgressOf(season.View(), 3);
  EXPECT_EQ(LineAt(progress, "needs"), "e3 needs done due 1-26 at 1-20 9:00 via work");
  EXPECT_EQ(LineAt(progress, "session/trust"),
            "e3 session/trust missed from 2-1 9:00 due 2-1 9:00 at 2-1 9:00");
  EXPECT_EQ(LineAt(progress, "session/goals"),
            "e3 session/goals expired from 2-22 9:00 due 2-22 9:00 at 2-8 9:00");
}

}  // namespace
}  // namespace kasvu::engine
