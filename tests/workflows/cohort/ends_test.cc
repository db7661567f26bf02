#include "workflows/cohort/ends.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: nothing but the names of states

constexpr char kProgramme[] = R"(
template: example
languages: [en]
title: {en: Example}
people: {tracks: {new: {title: {en: New}}, old: {title: {en: Old}}}}
facts:
  stays: {step: choice, values: ['yes', 'no'], default: 'yes'}
phases:
  - id: all
    title: {en: All}
    steps:
      - {id: choice, title: {en: C}, decision: {values: ['yes', 'no']}, optional: true}
      - {id: plan, title: {en: P}, task: plan}
      - {id: diary, title: {en: D}, task: diary}
      - {id: fair, title: {en: F}, task: fair, for: old}
      - {id: contact, title: {en: K}, outcome: contact, up_to: 4}
      - {id: extra, title: {en: E}, task: extra, optional: true}
ends:
  - id: gone
    title: {en: Gone}
    as: left
    requires: {stays: {is: {stays: 'no'}}}
  - id: excellent
    title: {en: Excellent}
    as: completed
    for: old
    requires: {fair: {done: fair}}
  - id: completed
    title: {en: Completed}
    as: completed
    requires: {contacts: {count: contact, at_least: 2}, plan: {done: plan}}
engaged: {done: diary}
)";

class EndsTest : public testing::Test {
 protected:
  EndsTest() {
    image_.cohort = CohortFrom(absl::CivilDay(2026, 9, 1));
    image_.cohort.set_stage(COHORT_STAGE_RUNNING);
    image_.cohort.set_created_at(ToMicros(At(2026, 6, 1)));
    image_.cohort.set_started_at(ToMicros(At(2026, 9, 1)));
    program_ = ProgramOf(kProgramme, image_.cohort);
    EnrolmentState& enrolment = image_.enrolments[1];
    enrolment.set_ordinal(1);
    enrolment.set_track("new");
    enrolment.set_stage(ENROLMENT_STAGE_ACTIVE);
    enrolment.set_accepted_at(ToMicros(At(2026, 6, 3)));
    enrolment.set_joined_at(ToMicros(At(2026, 9, 1)));
  }

  EnrolmentState& Enrolment() { return image_.enrolments[1]; }

  void Done(const std::string& key, absl::Time at, StepState state = STEP_STATE_DONE) {
    StepRecord& record = *Enrolment().add_steps();
    record.set_key(key);
    record.set_state(state);
    record.set_occurred_at(ToMicros(at));
  }

  void Choose(const std::string& value, absl::Time at) {
    FactRecord& fact = *Enrolment().add_facts();
    fact.set_fact("stays");
    fact.set_value(value);
    fact.set_at(ToMicros(at));
  }

  // "completed 2026-09-05", the same whenever it is asked.
  std::string Reached(bool closing = false) const {
    std::string first;
    for (const absl::Time now : {At(2026, 12, 1), At(2027, 6, 1)}) {
      const auto end = EndOf(View{*program_, image_, now}, 1, closing);
      std::string text = "none";
      if (end) {
        text = absl::StrCat(end->id, " ",
                            end->at == now ? "now" : absl::FormatTime("%F", end->at, helsinki_));
      }
      EXPECT_TRUE(first.empty() || first == text) << text;
      first = text;
    }
    return first;
  }

  std::shared_ptr<const Program> program_;
  CohortImage image_;
  absl::TimeZone helsinki_ = absl::FixedTimeZone(3 * 60 * 60);
};

TEST_F(EndsTest, CompletionNeedsItsRequirementsAndEveryRequiredStep) {
  EXPECT_EQ(Reached(), "none");
  Done("plan", At(2026, 9, 3));
  Done("contact/1", At(2026, 9, 4));
  Done("diary", At(2026, 9, 9), STEP_STATE_MISSED);
  EXPECT_EQ(Reached(), "none");
  Done("contact/2", At(2026, 9, 8));
  EXPECT_EQ(Reached(), "completed 2026-09-09");
}

TEST_F(EndsTest, TheInstantIsThatOfTheLastThingItRestsOn) {
  Done("diary", At(2026, 9, 2));
  Done("plan", At(2026, 9, 3));
  Done("contact/1", At(2026, 9, 20));
  Done("contact/2", At(2026, 9, 12));
  Done("contact/3", At(2026, 9, 15));
  Done("extra", At(2026, 10, 15));
  EXPECT_EQ(Reached(), "completed 2026-09-15");
}

TEST_F(EndsTest, NothingIsReachedBeforeJoiningOrInTheMiddleOfAPause) {
  Done("diary", At(2026, 8, 2));
  Done("plan", At(2026, 8, 3));
  Done("contact/1", At(2026, 8, 4));
  Done("contact/2", At(2026, 8, 5));
  EXPECT_EQ(Reached(), "completed 2026-09-01");
  Pause& pause = *Enrolment().add_pauses();
  pause.set_from(ToMicros(At(2026, 9, 5)));
  pause.set_until(ToMicros(At(2026, 10, 7)));
  EXPECT_EQ(Reached(), "completed 2026-10-07");
}

TEST_F(EndsTest, OtherEndsComeAtOnce) {
  Choose("no", At(2026, 9, 6));
  EXPECT_EQ(Reached(), "gone 2026-09-06");
}

TEST_F(EndsTest, TheFirstReachedCounts) {
  for (const char* key : {"diary", "plan", "contact/1", "contact/2"}) Done(key, At(2026, 9, 4));
  Choose("no", At(2026, 9, 6));
  EXPECT_EQ(Reached(), "completed 2026-09-04");
}

TEST_F(EndsTest, AtTheSameInstantTheOrderOfTheVersionCounts) {
  Enrolment().set_track("old");
  for (const char* key : {"diary", "plan", "fair", "contact/1", "contact/2"}) {
    Done(key, At(2026, 9, 4));
  }
  EXPECT_EQ(Reached(), "excellent 2026-09-04");
  Choose("no", At(2026, 9, 4));
  EXPECT_EQ(Reached(), "gone 2026-09-04");
}

TEST_F(EndsTest, AnEndIsForItsTrack) {
  for (const char* key : {"diary", "plan", "fair"}) Done(key, At(2026, 9, 4));
  EXPECT_EQ(Reached(), "none");
  Enrolment().set_track("old");
  EXPECT_EQ(Reached(), "excellent 2026-09-04");
}

TEST_F(EndsTest, ClosingExpiresWhatHasNotSettled) {
  Done("plan", At(2026, 9, 3));
  Done("contact/1", At(2026, 9, 4));
  EXPECT_EQ(Reached(/*closing=*/true), "incomplete now");
  Done("contact/2", At(2026, 9, 4));
  EXPECT_EQ(Reached(/*closing=*/true), "completed now");
  Done("diary", At(2026, 9, 9));
  EXPECT_EQ(Reached(/*closing=*/true), "completed 2026-09-09");
}

TEST_F(EndsTest, RequirementsAreListedInOrder) {
  Done("plan", At(2026, 9, 3));
  std::string text;
  for (const RequirementView& one : RequirementsOf(View{*program_, image_, At(2026, 9, 5)}, 1)) {
    absl::StrAppend(&text, one.end, "/", one.id, one.holds ? " holds\n" : " fails\n");
  }
  EXPECT_EQ(text, "gone/stays fails\ncompleted/contacts fails\ncompleted/plan holds\n");
}

TEST_F(EndsTest, WhoIsEngagedIsSaidByTheVersion) {
  EXPECT_FALSE(IsEngaged(View{*program_, image_, At(2026, 9, 5)}, 1));
  Done("diary", At(2026, 9, 3));
  EXPECT_TRUE(IsEngaged(View{*program_, image_, At(2026, 9, 5)}, 1));
}

}  // namespace
}  // namespace kasvu::workflows
