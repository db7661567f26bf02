// A template that checks clean can be finished by whoever does what is asked.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>

#include "tests/testing/play.h"
#include "tests/testing/play_order.h"
#include "tests/testing/random_player.h"
#include "tests/testing/random_programme.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

// Whether another is played after `played`: up to 300, as far as they get in 20 seconds, but some
// in any build. KASVU_PROGRAMMES in the environment asks for a number of them instead.
bool PlaysOn(int played) {
  static const auto began = std::chrono::steady_clock::now();
  if (const char* const asked = std::getenv("KASVU_PROGRAMMES")) return played < std::atoi(asked);
  const bool in_time = std::chrono::steady_clock::now() - began < std::chrono::seconds(20);
  return played < 10 || (in_time && played < 300);
}

// The next that checks without errors.
std::string SoundProgramme(std::mt19937_64& random) {
  const ModuleFolder modules(KASVU_SOURCE_DIR "/workflows/programmes/modules");
  for (;;) {
    std::string yaml = RandomProgramme(random);
    CheckResult result = Check("random.yaml", yaml, modules);
    Prove("random.yaml", result);
    if (result.compiled) return yaml;
  }
}

// Plays a programme to its end by people who do everything. What went wrong, or nothing.
std::string PlayDiligently(const std::string& yaml, int people) {
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  Play play(ProgramOf(yaml, cohort), cohort, created);
  ScriptedPlayer player(play);
  player.Enrol(people, created);
  const absl::Time over = At(2027, 6, 1);
  player.PlayUntil(created, over);
  // What rolls ends when the coordinator says so.
  if (play.program().spec().has_engaged()) (void)play.Do(CloseCohort{}, over);
  play.CheckReplay();
  std::string wrong;
  for (const std::string& fault : play.faults()) wrong += fault + "\n";
  for (const std::string& refusal : player.refusals()) wrong += refusal + "\n";
  for (const auto& [ordinal, enrolment] : play.image().enrolments) {
    // The template may want somebody to stop who answers so.
    if (enrolment.end() == "completed" || enrolment.end() == "stopped") continue;
    wrong += "not completed: " + enrolment.ShortDebugString() + "\n";
  }
  return wrong;
}

TEST(PlayProgrammeTest, WhatChecksCleanCanBeFinished) {
  const uint64_t first = Seed();
  // Each has a seed of its own: KASVU_SEED=… KASVU_PROGRAMMES=1 plays one again.
  int played = 0;
  for (; PlaysOn(played); ++played) {
    const uint64_t seed = first + static_cast<uint64_t>(played);
    std::mt19937_64 random(seed);
    const std::string yaml = SoundProgramme(random);
    const std::string wrong = PlayDiligently(yaml, 4 + static_cast<int>(random() % 3));
    ASSERT_EQ(wrong, "") << "seed " << seed << "\n" << yaml;
  }
  std::cout << played << " programmes played" << std::endl;
}

TEST(PlayProgrammeTest, WhateverIsPlayedDoesNotDependOnTheScheduler) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  for (int i = 0; i < 20; ++i) {
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
