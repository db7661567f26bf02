// What `kasvu template simulate` prints of one and the same rehearsal.

#include "clients/cli/rehearsal_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "clients/cli/rehearsal_csv.h"
#include "clients/cli/rehearsal_numbers.h"
#include "tests/testing/golden.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Text TextOf(const std::string& fi, const std::string& en) {
  v1::Text text;
  (*text.mutable_by_language())["fi"] = fi;
  (*text.mutable_by_language())["en"] = en;
  return text;
}

void SetShare(int permille, int low, int high, v1::Share& share) {
  share.set_permille(permille);
  share.set_low_permille(low);
  share.set_high_permille(high);
}

void AddEnd(const std::string& id, v1::EndKind kind, int people, v1::Rehearsal& rehearsal) {
  auto& end = *rehearsal.add_ends();
  end.set_end(id);
  end.set_kind(kind);
  end.set_people(people);
}

void AddSession(const std::string& key, const v1::Text& title, int present, int absent, int gone,
                v1::Rehearsal& rehearsal) {
  auto& session = *rehearsal.add_sessions();
  session.set_key(key);
  *session.mutable_title() = title;
  session.set_held(20);
  session.set_present(present);
  session.set_absent(absent);
  session.set_gone(gone);
}

void AddStuck(const std::string& key, const v1::Text& title, int left, int kept,
              v1::Rehearsal& rehearsal) {
  auto& step = *rehearsal.add_stuck();
  step.set_key(key);
  *step.mutable_title() = title;
  step.set_left(left);
  step.set_kept(kept);
}

void AddRole(const std::string& name, int people, const std::map<int, int>& minutes, int peak,
             v1::Rehearsal& rehearsal) {
  auto& role = *rehearsal.add_roles();
  role.set_role(name);
  role.set_people(people);
  for (const auto& [number, sum] : minutes) {
    auto& week = *role.add_weeks();
    week.set_week(number);
    week.set_minutes(sum);
    role.set_minutes(role.minutes() + sum);
  }
  role.set_peak_week(peak);
  role.set_peak_minutes(minutes.at(peak));
}

// Of the weeks from the first.
void AddWeeks(const std::vector<int>& overdue, v1::Rehearsal& rehearsal) {
  for (const int steps : overdue) {
    auto& week = *rehearsal.add_weeks();
    week.set_week(rehearsal.weeks_size());
    week.set_begins(absl::FormatCivilTime(absl::CivilDay(2027, 1, 4) + 7 * week.week()));
    week.set_overdue(steps);
  }
}

v1::Rehearsal Example() {
  v1::Rehearsal rehearsal;
  rehearsal.set_template_("kasvu/ekollega@1");
  *rehearsal.mutable_title() = TextOf("eKollega verkossa", "eKollega online");
  rehearsal.set_participants(24);
  rehearsal.set_groups(2);
  rehearsal.set_runs(10);
  rehearsal.set_seed(7);
  rehearsal.set_start_date("2027-01-11");
  rehearsal.set_accepted(240);
  rehearsal.set_started(236);
  rehearsal.set_completed(204);
  SetShare(864, 815, 902, *rehearsal.mutable_completion());
  rehearsal.set_completed_low(18);
  rehearsal.set_completed_high(23);
  AddEnd("completed", v1::END_KIND_COMPLETED, 204, rehearsal);
  *rehearsal.mutable_ends(0)->mutable_title() = TextOf("Kausi suoritettu", "Season completed");
  AddEnd("cancelled", v1::END_KIND_CANCELLED, 4, rehearsal);
  AddEnd("incomplete", v1::END_KIND_INCOMPLETE, 4, rehearsal);
  AddEnd("withdrawn", v1::END_KIND_WITHDRAWN, 28, rehearsal);
  const v1::Text goals = TextOf("Tavoitteet", "Goals");
  const v1::Text time = TextOf("Aika", "Time");
  AddStuck("session/time", time, 16, 3, rehearsal);
  AddStuck("session/goals", goals, 12, 2, rehearsal);
  AddSession("session/goals", goals, 210, 14, 12, rehearsal);
  AddSession("session/time", time, 190, 18, 28, rehearsal);
  AddWeeks({28, 16, 0, 0, 0, 4}, rehearsal);
  AddRole("coordinator", 1, {{0, 300}, {1, 2400}, {4, 1200}}, 1, rehearsal);
  AddRole("mentor", 4, {{2, 1800}, {3, 900}}, 2, rehearsal);
  AddRole("self", 24, {{1, 28000}, {2, 1000}, {4, 22000}}, 1, rehearsal);
  return rehearsal;
}

// The same people on a version that keeps more of them.
v1::Rehearsal Other() {
  v1::Rehearsal rehearsal = Example();
  rehearsal.set_template_("kasvu/ekollega@2");
  rehearsal.set_completed(230);
  SetShare(975, 946, 988, *rehearsal.mutable_completion());
  AddSession("session/own-case", {}, 200, 8, 28, rehearsal);
  return rehearsal;
}

template <class Print>
std::string Printed(const std::string& language, const Print& print) {
  std::ostringstream out;
  std::ostringstream err;
  Frame frame({.out = out,
               .err = err,
               .environment = [](const std::string&) { return std::optional<std::string>(); }},
              language);
  print(frame);
  return out.str();
}

TEST(RehearsalTextTest, OneRehearsal) {
  for (const std::string language : {"fi", "sv", "en"}) {
    tests::ExpectGolden("tests/clients/cli/golden/simulate-" + language + ".txt",
                        Printed(language, [](Frame& frame) { PrintRehearsal(frame, Example()); }));
  }
}

TEST(RehearsalTextTest, TwoBesideEachOther) {
  for (const std::string language : {"fi", "sv", "en"}) {
    tests::ExpectGolden(
        "tests/clients/cli/golden/simulate-two-" + language + ".txt",
        Printed(language, [](Frame& frame) { PrintComparison(frame, Example(), Other()); }));
  }
}

TEST(RehearsalTextTest, WithoutAClearDifferenceItSaysSo) {
  const std::string same =
      Printed("en", [](Frame& frame) { PrintComparison(frame, Example(), Example()); });
  EXPECT_TRUE(same.starts_with("There is no clear difference: ")) << same;
}

TEST(RehearsalTextTest, ARollingProgrammeHasNobodyWhoCompletes) {
  v1::Rehearsal rolling = Example();
  rolling.set_completed(0);
  rolling.set_engaged(200);
  SetShare(847, 796, 888, *rolling.mutable_engagement());
  const std::string told = Printed("en", [&](Frame& frame) { PrintRehearsal(frame, rolling); });
  EXPECT_TRUE(told.starts_with("Of a hundred who start, about 85 are actively there")) << told;
}

TEST(RehearsalTextTest, WhatIsTheSameInEveryCohortIsNoRange) {
  v1::Rehearsal certain = Example();
  certain.set_completed_low(24);
  certain.set_completed_high(24);
  const std::string told = Printed("en", [&](Frame& frame) { PrintRehearsal(frame, certain); });
  EXPECT_THAT(told, HasSubstr("in nine cohorts of ten, 24 of the 24 participants do.\n"));
}

TEST(RehearsalTextTest, NobodyFailsWhomARollingProgrammeKeeps) {
  v1::Rehearsal rolling = Example();
  rolling.set_completed(0);
  rolling.set_engaged(4);
  SetShare(17, 7, 43, *rolling.mutable_engagement());
  const std::string told = Printed("en", [&](Frame& frame) { PrintRehearsal(frame, rolling); });
  EXPECT_THAT(told, HasSubstr("\nthere after a year "));
  EXPECT_THAT(told, Not(HasSubstr("incomplete")));
}

TEST(RehearsalTextTest, ALongSeasonHasOneRowForSomeWeeks) {
  v1::Rehearsal longer = Example();
  longer.clear_weeks();
  std::vector<int> overdue(60, 10);
  overdue[3] = 100;
  for (int week = 6; week < 57; ++week) overdue[static_cast<size_t>(week)] = 0;
  AddWeeks(overdue, longer);
  const std::string told = Printed("en", [&](Frame& frame) { PrintRehearsal(frame, longer); });
  EXPECT_THAT(told, HasSubstr("worst of these weeks, steps of each cohort\n"
                              "  1–3  11 Jan 2027  ██░░░░░░░░░░░░░░░░░░   1.0\n"
                              "  4–6  1 Feb 2027   ████████████████████  10.0\n"
                              " 7–57  22 Feb 2027  nothing\n"
                              "58–60  14 Feb 2028  ██░░░░░░░░░░░░░░░░░░   1.0\n"));
}

TEST(RehearsalTextTest, NumbersForASpreadsheet) {
  v1::Rehearsals both;
  *both.add_rehearsals() = Example();
  *both.add_rehearsals() = Other();
  tests::ExpectGolden("tests/clients/cli/golden/simulate.csv", RehearsalCsv(both));
}

TEST(RehearsalNumbersTest, AreRounded) {
  EXPECT_EQ(Mean(207, 10, "en"), "20.7");
  EXPECT_EQ(Mean(207, 10, "fi"), "20,7");
  EXPECT_EQ(Mean(1, 0, "en"), "0.0");
  EXPECT_EQ(Percent(865), "87");
  EXPECT_EQ(Percent(1000), "100");
  EXPECT_EQ(Bar(1, 2, 4), "██░░");
  EXPECT_EQ(Bar(9, 2, 4), "████");
  EXPECT_EQ(Bar(1, 0, 2), "░░");
}

}  // namespace
}  // namespace kasvu::cli
