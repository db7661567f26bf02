#include "workflows/cohort/pins.h"

#include <gtest/gtest.h>

#include "errors/error.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/decide.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/settle.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {
namespace {

constexpr char kFirst[] = R"(
template: example
title: {en: Example}
languages: [en]
phases:
  - id: main
    title: {en: Main}
    steps:
      - {id: plan, title: {en: Plan}, task: work}
      - {id: shared, title: {en: Shared}, task: work, per: cohort, optional: true}
ends:
  - {id: done, title: {en: Done}, as: completed, requires: {plan: {done: plan}}}
)";

// One step more to complete, with a close.
constexpr char kSecond[] = R"(
template: example
title: {en: Example}
languages: [en]
phases:
  - id: main
    title: {en: Main}
    steps:
      - {id: plan, title: {en: Plan}, task: work}
      - {id: report, title: {en: Report}, task: work, close: {after: start, days: 30}, else: missed}
      - {id: shared, title: {en: Shared}, task: work, per: cohort, optional: true}
ends:
  - {id: done, title: {en: Done}, as: completed, requires: {plan: {done: plan}, report: {done: report}}}
)";

// Two participants: e1 stayed on the first version, e2 is on the second.
class PinsTest : public testing::Test {
 protected:
  PinsTest() {
    image_.cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
    image_.cohort.set_digest("first");
    image_.cohort.set_stage(storage::v1::COHORT_STAGE_RUNNING);
    image_.cohort.set_created_at(1);
    const int64_t start = absl::ToUnixMicros(At(2026, 9, 7));
    image_.cohort.set_started_at(start);
    image_.cohort.set_enrolments(2);
    for (const uint32_t ordinal : {1u, 2u}) {
      storage::v1::EnrolmentState& enrolment = image_.enrolments[ordinal];
      enrolment.set_ordinal(ordinal);
      enrolment.set_person("persons/example");
      enrolment.set_digest(ordinal == 1 ? "first" : "second");
      enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACTIVE);
      for (const auto set : {&storage::v1::EnrolmentState::set_applied_at,
                             &storage::v1::EnrolmentState::set_accepted_at,
                             &storage::v1::EnrolmentState::set_joined_at}) {
        (enrolment.*set)(start);
      }
    }
    first_ = ProgramOf(kFirst, image_.cohort);
    pins_.Add("first", first_);
    pins_.Add("second", ProgramOf(kSecond, image_.cohort));
  }

  View At9() const { return View{*first_, image_, At(2026, 9, 9), &pins_}; }

  std::string KeysOf(OwnerRef owner) const {
    std::string keys;
    for (const SlotView& slot : SlotsOf(At9(), owner)) keys += slot.key + " ";
    return keys;
  }

  CohortImage image_;
  Pins pins_;
  std::shared_ptr<const Program> first_;
};

TEST_F(PinsTest, EachGoesByTheVersionThatGovernsHer) {
  EXPECT_EQ(KeysOf(EnrolmentOf(1)), "plan ");
  EXPECT_EQ(KeysOf(EnrolmentOf(2)), "plan report ");
  EXPECT_EQ(KeysOf(TheCohort()), "shared ");
  Evaluation one(At9());
  EXPECT_EQ(SlotsOf(one, EnrolmentOf(2)).size(), 2u);
  EXPECT_EQ(SlotsOf(one, EnrolmentOf(1)).size(), 1u);
}

TEST_F(PinsTest, WithoutPinsAllGoByTheOneVersion) {
  EXPECT_EQ(SlotsOf(View{*first_, image_, At(2026, 9, 9)}, EnrolmentOf(2)).size(), 1u);
}

TEST_F(PinsTest, EndsAreThoseOfHerOwnVersion) {
  for (auto& [ordinal, enrolment] : image_.enrolments) {
    storage::v1::StepRecord& plan = *enrolment.add_steps();
    plan.set_key("plan");
    plan.set_state(storage::v1::STEP_STATE_DONE);
    plan.set_occurred_at(absl::ToUnixMicros(At(2026, 9, 8)));
  }
  EXPECT_TRUE(EndOf(At9(), 1, false));
  EXPECT_FALSE(EndOf(At9(), 2, false));
  EXPECT_EQ(RequirementsOf(At9(), 1).size(), 1u);
  EXPECT_EQ(RequirementsOf(At9(), 2).size(), 2u);
}

TEST_F(PinsTest, ACommandOnSomebodyIsDecidedByHerVersion) {
  const auto record = [&](uint32_t enrolment) {
    return Decide(At9(),
                  RecordStep{EnrolmentOf(enrolment), "report", WorkKind::kDone, {}, {}, "", {}},
                  Doer{.is_operator = true, .person = {}, .roles = {}});
  };
  EXPECT_EQ(ReasonOf(record(1).status()), "STEP_UNKNOWN");
  EXPECT_TRUE(record(2).ok()) << record(2).status();
}

TEST_F(PinsTest, TimeSettlesWhatHerVersionHas) {
  const absl::Time later = At(2026, 11, 1);
  EXPECT_TRUE(SettleEnrolment(*first_, image_, 1, later, &pins_).events.empty());
  const Settlement second = SettleEnrolment(*first_, image_, 2, later, &pins_);
  ASSERT_EQ(second.events.size(), 1u);
  EXPECT_EQ(second.events[0].step_missed().key(), "report");
}

TEST_F(PinsTest, AGroupWithoutAVersionOfItsOwnGoesByTheCohorts) {
  image_.groups[1].set_ordinal(1);
  EXPECT_EQ(PinOf(image_, GroupOf(1)), "first");
  image_.groups[1].set_digest("second");
  EXPECT_EQ(PinOf(image_, GroupOf(1)), "second");
  EXPECT_EQ(PinOf(image_, LinkOf(7)), "first");
}

}  // namespace
}  // namespace kasvu::workflows
