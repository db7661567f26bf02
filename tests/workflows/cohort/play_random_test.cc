// Every programme that Kasvu ships, played by chance.
#include <gtest/gtest.h>

#include <random>

#include "tests/testing/play.h"
#include "tests/testing/play_order.h"
#include "tests/testing/random_player.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::workflows {
namespace {

class PlayRandomTest : public testing::TestWithParam<std::string> {};

// A year and a half of chance, after everybody has signed up as they should.
void PlayByChance(Play& play, absl::Time from, int commands, std::mt19937_64& random) {
  ScriptedPlayer(play).Enrol(std::max(4, play.program().spec().people().group().min()), from);
  RandomPlayer player(play, random);
  absl::Time now = from;
  for (int i = 0; i < commands; ++i) {
    now += absl::Minutes(static_cast<int64_t>(random() % 5000));
    player.Act(now);
  }
}

TEST_P(PlayRandomTest, KeepsItsInvariantsAndDoesNotDependOnTheScheduler) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  const std::shared_ptr<const Program> program = ReadyProgram(GetParam(), cohort);
  Play play(program, cohort, created);
  PlayByChance(play, created, 300, random);
  play.CheckReplay();
  for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
  if (HasFailure()) return;

  const absl::Time end = play.given().back().now + absl::Hours(24 * 400);
  play.SettleAll(end);
  Play again(program, cohort, created);
  PlayAgain(play.given(), again, random);
  again.SettleAll(end);
  EXPECT_EQ(OrderDifference(play.events(), again.events()), "");
}

INSTANTIATE_TEST_SUITE_P(All, PlayRandomTest, testing::ValuesIn(ReadyPrograms()),
                         [](const auto& name) {
                           std::string word;
                           for (const char c : name.param) word += c == '-' ? '_' : c;
                           return word;
                         });

}  // namespace
}  // namespace kasvu::workflows
