// When sessions are: by the grid, the calendar and the clocks of a cohort.
#include "workflows/cohort/session_plan.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Occurrence;
using ::testing::ElementsAre;

// "trust 2021-02-01 09:00", in the order of the plan; "lunch/trust -" without a date.
std::vector<std::string> Lines(const std::vector<Occurrence>& plan, const std::string& step) {
  static const Zone zone = *Zone::Load("Europe/Helsinki");
  std::vector<std::string> lines;
  for (const Occurrence& occurrence : plan) {
    if (!occurrence.key().starts_with(step + "/") && occurrence.key() != step) continue;
    const std::string begins =
        occurrence.starts_at() == 0
            ? "-"
            : absl::FormatCivilTime(zone.MinuteAt(FromMicros(occurrence.starts_at())));
    lines.push_back(occurrence.key() + " " + begins);
  }
  return lines;
}

std::vector<std::string> PlanOf(const std::string& id, absl::CivilDay start, absl::Time formed,
                                const std::string& step) {
  const storage::v1::CohortState cohort = CohortFrom(start);
  return Lines(PlanSessions(*ReadyProgram(id, cohort), cohort, formed), step);
}

TEST(SessionPlanTest, MovesWhatFallsOnAHolidayAndKeepsTheGrid) {
  const absl::Time formed = At(2021, 1, 20);
  EXPECT_THAT(PlanOf("ekollega", absl::CivilDay(2021, 2, 1), formed, "session"),
              ElementsAre("session/trust 2021-02-01T09:00", "session/goals 2021-02-22T09:00",
                          "session/time 2021-03-15T09:00",
                          "session/change 2021-04-12T09:00",  // not Easter Monday
                          "session/networks 2021-04-26T09:00"));
  // Lunches have no date until somebody gives them one.
  EXPECT_THAT(PlanOf("ekollega", absl::CivilDay(2021, 2, 1), formed, "lunch"),
              ElementsAre("lunch/trust -", "lunch/goals -", "lunch/time -", "lunch/change -"));
}

TEST(SessionPlanTest, KeepsTheHourWhenTheClocksChange) {
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2021, 2, 1));
  const auto plan = PlanSessions(*ReadyProgram("ekollega", cohort), cohort, At(2021, 1, 20));
  EXPECT_EQ(FromMicros(plan[2].starts_at()),
            absl::FromCivil(absl::CivilHour(2021, 3, 15, 7), absl::UTCTimeZone()));
  EXPECT_EQ(FromMicros(plan[3].starts_at()),
            absl::FromCivil(absl::CivilHour(2021, 4, 12, 6), absl::UTCTimeZone()));
  EXPECT_EQ(plan[0].ends_at() - plan[0].starts_at(), int64_t{120} * 60 * 1000 * 1000);
  EXPECT_EQ(plan[0].state(), storage::v1::OCCURRENCE_STATE_PLANNED);
  EXPECT_EQ(plan[0].mode(), kasvu::v1::MODE_ONLINE);
}

TEST(SessionPlanTest, TakesTheCadenceOfItsCohort) {
  storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 7));
  (*cohort.mutable_params())["cadence_weeks"] = 4;
  const auto program = ReadyProgram("kasvu-kv", cohort);
  EXPECT_EQ(Lines(PlanSessions(*program, cohort, At(2026, 1, 1)), "session")[1],
            "session/market 2026-02-04T09:00");
}

TEST(SessionPlanTest, MintsTwelveEveningsOfARollingSeriesAhead) {
  // Second Tuesdays from four weeks after the start; none in July.
  EXPECT_THAT(PlanOf("ydinryhma", absl::CivilDay(2026, 1, 5), At(2026, 1, 5), "evening"),
              ElementsAre("evening/2026-02 2026-02-10T17:30", "evening/2026-03 2026-03-10T17:30",
                          "evening/2026-04 2026-04-14T17:30", "evening/2026-05 2026-05-12T17:30",
                          "evening/2026-06 2026-06-09T17:30", "evening/2026-08 2026-08-11T17:30",
                          "evening/2026-09 2026-09-08T17:30", "evening/2026-10 2026-10-13T17:30",
                          "evening/2026-11 2026-11-10T17:30", "evening/2026-12 2026-12-08T17:30",
                          "evening/2027-01 2027-01-12T17:30", "evening/2027-02 2027-02-09T17:30"));
}

TEST(SessionPlanTest, BeginsAGroupFormedLateWithTheEveningsStillToCome) {
  const auto lines =
      PlanOf("ydinryhma", absl::CivilDay(2016, 1, 4), At(2026, 3, 10, 17, 30), "evening");
  ASSERT_EQ(lines.size(), 12u);
  EXPECT_EQ(lines.front(), "evening/2026-04 2026-04-14T17:30");
  EXPECT_EQ(lines.back(), "evening/2027-04 2027-04-13T17:30");
}

constexpr char kRhythms[] = R"(
template: rhythms
calendar: {time: "18:00"}
phases:
  - id: all
    steps:
      - {id: opening, session: {minutes: 30}, from: start}
      - {id: core, session: {minutes: 60, weekday: thursday}, items: [a, b], every: {weeks: 2}, from: start}
      - id: talk
        session: {minutes: 45, time: "08:15"}
        items: [{id: early, at: {after: core/a, days: 1}}, {id: late, at: {after: core/last, weeks: 1}, minutes: 20}]
      - {id: clinic, session: {minutes: 30}, each: core, from: {after: this, days: 3}}
      - {id: daily, session: {minutes: 15}, every: {days: 1}, from: start, until: {after: start, days: 3}}
      - {id: monthly, session: {minutes: 15}, every: {months: 1}, from: {after: start, days: 27}, until: closed}
      - {id: weekly, session: {minutes: 15, weekday: monday}, every: {weeks: 3}, from: start, until: closed}
ends: [{id: done, as: completed, requires: {core: {count: core, all_but: 0}}}]
)";

TEST(SessionPlanTest, DatesSessionsByWhateverTheVersionSays) {
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 4));  // a Sunday
  const auto program = ProgramOf(kRhythms, cohort);
  const auto plan = PlanSessions(*program, cohort, At(2026, 1, 1));
  EXPECT_THAT(Lines(plan, "opening"), ElementsAre("opening 2026-01-04T18:00"));
  EXPECT_THAT(Lines(plan, "core"),
              ElementsAre("core/a 2026-01-08T18:00", "core/b 2026-01-22T18:00"));
  EXPECT_THAT(Lines(plan, "talk"),
              ElementsAre("talk/early 2026-01-09T08:15", "talk/late 2026-01-29T08:15"));
  EXPECT_THAT(Lines(plan, "clinic"),
              ElementsAre("clinic/a 2026-01-11T18:00", "clinic/b 2026-01-25T18:00"));
  EXPECT_THAT(
      Lines(plan, "daily"),
      ElementsAre("daily/2026-01-04 2026-01-04T18:00", "daily/2026-01-05 2026-01-05T18:00",
                  "daily/2026-01-06 2026-01-06T18:00", "daily/2026-01-07 2026-01-07T18:00"));
  const auto monthly = Lines(plan, "monthly");
  EXPECT_EQ(monthly[0], "monthly/2026-01 2026-01-31T18:00");
  EXPECT_EQ(monthly[1], "monthly/2026-02 2026-02-28T18:00");
  EXPECT_EQ(monthly[2], "monthly/2026-03 2026-03-31T18:00");
  EXPECT_EQ(Lines(plan, "weekly")[1], "weekly/2026-01-26 2026-01-26T18:00");
}

storage::v1::GroupState GroupWith(const std::vector<Occurrence>& plan, absl::Time formed) {
  storage::v1::GroupState group;
  group.set_ordinal(1);
  group.set_formed_at(ToMicros(formed));
  for (const Occurrence& occurrence : plan) *group.add_occurrences() = occurrence;
  return group;
}

TEST(SessionPlanTest, MintsOneMoreWhenOneHasCome) {
  storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 5));
  const auto program = ReadyProgram("ydinryhma", cohort);
  storage::v1::GroupState group =
      GroupWith(PlanSessions(*program, cohort, At(2026, 1, 5)), At(2026, 1, 5));
  // Wherever the first evening is moved to, its planned instant makes room for another.
  group.mutable_occurrences(0)->set_starts_at(ToMicros(At(2026, 2, 20, 12)));
  const std::vector<std::pair<absl::Time, std::string>> expected = {
      {At(2026, 2, 10, 17, 30), "evening/2027-03"},
      {At(2026, 3, 10, 17, 30), "evening/2027-04"},
      {At(2026, 4, 14, 17, 30), "evening/2027-05"},
      {At(2026, 5, 12, 17, 30), "evening/2027-06"},
      {At(2026, 6, 9, 17, 30), "evening/2027-08"}};
  for (const auto& [at, key] : expected) {
    const auto minting = NextMinting(*program, cohort, group);
    ASSERT_TRUE(minting);
    EXPECT_EQ(minting->at, at) << key;
    EXPECT_EQ(minting->occurrence.key(), key);
    *group.add_occurrences() = minting->occurrence;
  }
  cohort.set_closed_at(ToMicros(At(2026, 7, 1)));
  EXPECT_FALSE(NextMinting(*program, cohort, group));
}

// However long a series has been running, minting goes on where planning anew would begin.
TEST(SessionPlanTest, MintsTheSameGridForYears) {
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 1, 4));
  const auto program = ProgramOf(kRhythms, cohort);
  storage::v1::GroupState group =
      GroupWith(PlanSessions(*program, cohort, At(2026, 1, 1)), At(2026, 1, 1));
  absl::Time last = absl::InfinitePast();
  for (int i = 0; i < 200; ++i) {
    const auto minting = NextMinting(*program, cohort, group);
    ASSERT_TRUE(minting);
    EXPECT_GE(minting->at, last);
    last = minting->at;
    *group.add_occurrences() = minting->occurrence;
  }
  std::set<std::string> minted;
  for (const auto& occurrence : group.occurrences()) {
    EXPECT_TRUE(minted.insert(occurrence.key()).second) << occurrence.key();
  }
  for (const auto& planned : PlanSessions(*program, cohort, last)) {
    if (planned.key().starts_with("monthly/") || planned.key().starts_with("weekly/")) {
      EXPECT_TRUE(minted.contains(planned.key())) << planned.key();
    }
  }
  EXPECT_FALSE(minted.contains("daily/2026-01-08"));
}

}  // namespace
}  // namespace kasvu::workflows
