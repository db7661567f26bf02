// A template that checks clean can be finished by whoever does what is asked.
#include <gtest/gtest.h>

#include <random>

#include "tests/testing/play.h"
#include "tests/testing/play_order.h"
#include "tests/testing/random_player.h"
#include "tests/testing/random_programme.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

constexpr int kProgrammes = 20;

// The next that checks without errors.
std::string SoundProgramme(std::mt19937_64& random) {
  for (;;) {
    std::string yaml = RandomProgramme(random);
    if (Check("random.yaml", yaml, NoModules()).compiled) return yaml;
  }
}

TEST(PlayProgrammeTest, WhatChecksCleanCanBeFinished) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  for (int i = 0; i < kProgrammes; ++i) {
    const std::string yaml = SoundProgramme(random);
    SCOPED_TRACE(yaml);
    Play play(ProgramOf(yaml, cohort), cohort, created);
    ScriptedPlayer player(play);
    player.Enrol(4, created);
    player.PlayUntil(created, At(2027, 6, 1));
    play.CheckReplay();
    for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
    for (const std::string& refusal : player.refusals()) ADD_FAILURE() << refusal;
    for (const auto& [ordinal, enrolment] : play.image().enrolments) {
      EXPECT_EQ(enrolment.end_kind(), kasvu::v1::END_KIND_COMPLETED) << enrolment.DebugString();
    }
    if (HasFailure()) return;
  }
}

TEST(PlayProgrammeTest, WhateverIsPlayedDoesNotDependOnTheScheduler) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  for (int i = 0; i < kProgrammes; ++i) {
    const std::string yaml = SoundProgramme(random);
    SCOPED_TRACE(yaml);
    const std::shared_ptr<const Program> program = ProgramOf(yaml, cohort);
    Play play(program, cohort, created);
    ScriptedPlayer(play).Enrol(4, created);
    RandomPlayer player(play, random);
    absl::Time now = created;
    for (int command = 0; command < 100; ++command) {
      now += absl::Minutes(static_cast<int64_t>(random() % 8000));
      player.Act(now);
    }
    play.CheckReplay();
    for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
    const absl::Time end = now + absl::Hours(24 * 400);
    play.SettleAll(end);
    Play again(program, cohort, created);
    PlayAgain(play.given(), again, random);
    again.SettleAll(end);
    EXPECT_EQ(OrderDifference(play.events(), again.events()), "");
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace kasvu::workflows
