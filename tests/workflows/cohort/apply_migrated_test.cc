// A change of version, applied and taken back.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/testing/seed.h"
#include "workflows/cohort/apply.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;
using storage::v1::GroupState;
using storage::v1::StepRecord;

StepRecord Done(const std::string& key, int64_t at) {
  StepRecord record;
  record.set_key(key);
  record.set_state(storage::v1::STEP_STATE_DONE);
  record.set_via(storage::v1::VIA_WORK);
  record.set_occurred_at(at);
  return record;
}

EnrolmentState Somebody(int steps) {
  EnrolmentState state;
  state.set_template_("example/programme@1");
  state.set_digest("one");
  for (int i = 0; i < steps; ++i) *state.add_steps() = Done(absl::StrCat("step-", i), i + 1);
  return state;
}

Event To(const std::string& version, const std::string& digest) {
  Event event;
  event.set_owner(storage::v1::OWNER_ENROLMENT);
  event.set_occurred_at(100);
  event.mutable_migrated()->set_template_(version);
  event.mutable_migrated()->set_digest(digest);
  event.mutable_migrated()->set_from_template("example/programme@1");
  event.mutable_migrated()->set_from_digest("one");
  return event;
}

// What takes the latest migration back.
Event Back(const EnrolmentState& state) {
  const auto& last = *state.migrations().rbegin();
  Event event = To(last.template_(), last.digest());
  *event.mutable_migrated()->mutable_carried() = last.back();
  event.mutable_migrated()->set_reverts(true);
  return event;
}

// The state without the order of its lists.
std::string Unordered(const EnrolmentState& state) {
  std::map<std::string, int> lines;
  for (const auto& step : state.steps()) ++lines["step " + step.ShortDebugString()];
  for (const auto& credit : state.earlier()) ++lines["earlier " + credit.ShortDebugString()];
  for (const auto& fact : state.facts()) ++lines["fact " + fact.ShortDebugString()];
  std::string all = absl::StrCat(state.digest(), " ", state.migrations_size(), "\n");
  for (const auto& [line, count] : lines) absl::StrAppend(&all, count, " ", line, "\n");
  return all;
}

TEST(ApplyMigratedTest, KeepsWhatTheNewVersionLacksAsEarlierCredit) {
  EnrolmentState state = Somebody(2);
  Event event = To("example/programme@2", "two");
  event.mutable_migrated()->mutable_carried()->add_set_aside("step-0");
  Apply(state, event);
  EXPECT_EQ(state.digest(), "two");
  EXPECT_EQ(FindStep(state.steps(), "step-0"), nullptr);
  ASSERT_EQ(state.earlier_size(), 1);
  EXPECT_EQ(state.earlier(0).record().key(), "step-0");
  EXPECT_EQ(state.earlier(0).digest(), "one");
  EXPECT_EQ(state.earlier(0).template_(), "example/programme@1");
}

TEST(ApplyMigratedTest, TwoStepsMayChangePlaces) {
  EnrolmentState state = Somebody(2);
  Event event = To("example/programme@2", "two");
  for (const auto& [from, to] : {std::pair("step-0", "step-1"), std::pair("step-1", "step-0")}) {
    auto& change = *event.mutable_migrated()->mutable_carried()->add_renamed();
    change.set_from(from);
    change.set_to(to);
  }
  Apply(state, event);
  EXPECT_EQ(FindStep(state.steps(), "step-1")->occurred_at(), 1);
  EXPECT_EQ(FindStep(state.steps(), "step-0")->occurred_at(), 2);
}

TEST(ApplyMigratedTest, WhateverItDoesIsTakenBack) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    const EnrolmentState before = [&] {
      EnrolmentState state = Somebody(1 + static_cast<int>(random() % 8));
      auto& fact = *state.add_facts();
      fact.set_fact("answer");
      fact.set_item("a");
      return state;
    }();
    Event event = To("example/programme@2", "two");
    auto& carried = *event.mutable_migrated()->mutable_carried();
    for (int i = 0; i < before.steps_size(); ++i) {
      const std::string key = before.steps(i).key();
      std::string now = key;
      const uint64_t what = random() % 4;
      if (what == 0) {
        carried.add_set_aside(key);
        if (random() % 2 == 0) *carried.add_put() = Done("credit-" + key, 9);
        continue;
      }
      if (what == 1) {
        now = "new-" + key;
        auto& change = *carried.add_renamed();
        change.set_from(key);
        change.set_to(now);
      }
      if (random() % 3 == 0) *carried.add_put() = Done(now, 50);
      if (random() % 3 == 0) {
        auto& dates = *carried.add_dates();
        dates.set_key(random() % 2 == 0 ? now : "dated-" + key);
        dates.set_due_at(77);
      }
    }
    auto& item = *carried.add_fact_items();
    item.set_name("answer");
    item.set_from("a");
    item.set_to("b");
    EnrolmentState state = before;
    Apply(state, event);
    EXPECT_EQ(state.migrations_size(), 1);
    EXPECT_EQ(state.facts(0).item(), "b");
    Apply(state, Back(state));
    ASSERT_EQ(Unordered(state), Unordered(before)) << event.DebugString();
  }
}

TEST(ApplyMigratedTest, ANewSessionIsCalledOffWhenTheMigrationIsTakenBack) {
  GroupState group;
  auto& held = *group.add_occurrences();
  held.set_key("session/a");
  held.set_state(storage::v1::OCCURRENCE_STATE_HELD);
  Event event = To("example/programme@2", "two");
  event.set_owner(storage::v1::OWNER_GROUP);
  auto& carried = *event.mutable_migrated()->mutable_carried();
  auto& added = *carried.add_sessions();
  added.set_key("session/b");
  added.set_state(storage::v1::OCCURRENCE_STATE_PLANNED);
  added.set_starts_at(500);
  auto& change = *carried.add_renamed_sessions();
  change.set_from("session/a");
  change.set_to("session/z");
  Apply(group, event);
  ASSERT_EQ(group.occurrences_size(), 2);
  EXPECT_EQ(group.occurrences(0).key(), "session/z");
  EXPECT_EQ(group.digest(), "two");

  Event back = To("", "");
  *back.mutable_migrated()->mutable_carried() = group.migrations(0).back();
  back.mutable_migrated()->set_reverts(true);
  Apply(group, back);
  EXPECT_EQ(group.digest(), "");
  EXPECT_EQ(group.migrations_size(), 0);
  EXPECT_EQ(group.occurrences(0).key(), "session/a");
  EXPECT_EQ(group.occurrences(1).state(), storage::v1::OCCURRENCE_STATE_CANCELLED);
  EXPECT_EQ(group.occurrences(1).sequence(), 1u);
}

}  // namespace
}  // namespace kasvu::workflows
