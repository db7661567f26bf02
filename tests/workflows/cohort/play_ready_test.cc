// Every programme that Kasvu ships, played to its end by people who do what they should.
#include <gtest/gtest.h>

#include <map>

#include "tests/testing/play.h"
#include "tests/testing/scripted_player.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/ends.h"

namespace kasvu::workflows {
namespace {

class PlayReadyTest : public testing::TestWithParam<std::string> {};

// As few as make one group.
int PeopleFor(const Program& program) { return std::max(6, program.spec().people().group().min()); }

TEST_P(PlayReadyTest, EverybodyDiligentCompletes) {
  const absl::CivilDay start(2026, 9, 7);
  const storage::v1::CohortState cohort = CohortFrom(start);
  const std::shared_ptr<const Program> program = ReadyProgram(GetParam(), cohort);
  const absl::Time created = At(2026, 7, 1, 12);
  Play play(program, cohort, created);
  ScriptedPlayer player(play);
  player.Enrol(PeopleFor(*program), created);
  player.PlayUntil(created, At(2027, 12, 1));
  play.CheckReplay();

  for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
  for (const std::string& refusal : player.refusals()) ADD_FAILURE() << refusal;
  for (const storage::v1::Event& event : play.events()) {
    EXPECT_FALSE(event.has_step_missed() || event.has_step_escalated()) << event.ShortDebugString();
  }
  for (const auto& [ordinal, enrolment] : play.image().enrolments) {
    if (program->spec().has_engaged()) {  // nobody completes what never ends
      EXPECT_EQ(enrolment.stage(), storage::v1::ENROLMENT_STAGE_ACTIVE) << enrolment.end();
      EXPECT_TRUE(IsEngaged(play.At(At(2027, 12, 1)), ordinal));
      continue;
    }
    EXPECT_EQ(enrolment.end_kind(), kasvu::v1::END_KIND_COMPLETED) << ordinal << enrolment.end();
  }
}

INSTANTIATE_TEST_SUITE_P(All, PlayReadyTest, testing::ValuesIn(ReadyPrograms()),
                         [](const auto& name) {
                           std::string word;
                           for (const char c : name.param) word += c == '-' ? '_' : c;
                           return word;
                         });

}  // namespace
}  // namespace kasvu::workflows
