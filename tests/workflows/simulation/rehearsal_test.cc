// Rehearsals of every programme that Kasvu ships.
#include "workflows/simulation/rehearsal.h"

#include <gtest/gtest.h>

#include "errors/error.h"
#include "tests/testing/play.h"
#include "tests/testing/play_invariants.h"
#include "tests/workflows/cohort/programs.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/simulation/profile.h"

namespace kasvu::workflows {
namespace {

constexpr int kRuns = 3;

Casting CastingOf(const kasvu::v1::TemplateSpec& spec) {
  Casting casting;
  casting.cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  casting.participants = std::max(6, spec.people().group().min());
  casting.seed = 7;
  return casting;
}

std::shared_ptr<const kasvu::v1::TemplateSpec> Ready(const std::string& id) {
  const auto program = ReadyProgram(id, CohortFrom(absl::CivilDay(2026, 9, 7)));
  return std::make_shared<const kasvu::v1::TemplateSpec>(program->spec());
}

std::unique_ptr<const Rehearsal> Rehearse(const std::string& id, const Behaviour& behaviour,
                                          int runs = kRuns) {
  const auto spec = Ready(id);
  Casting casting = CastingOf(*spec);
  casting.behaviour = behaviour;
  auto rehearsal = Rehearsal::Make(spec, casting, runs);
  EXPECT_TRUE(rehearsal.ok()) << rehearsal.status();
  return rehearsal.ok() ? *std::move(rehearsal) : nullptr;
}

Tally PlayAll(const Rehearsal& rehearsal) {
  Tally tally;
  for (int run = 0; run < rehearsal.runs(); ++run) tally.Add(rehearsal.Play(run));
  return tally;
}

std::string Refused(const Tally& tally) {
  std::string reasons;
  for (const auto& [reason, times] : tally.refused) {
    reasons += reason + " " + std::to_string(times) + "; ";
  }
  return reasons;
}

class ReadyRehearsalTest : public testing::TestWithParam<std::string> {};

TEST_P(ReadyRehearsalTest, EverybodyCompletesWhoNeverLacksAndNobodyWhoLeaves) {
  Behaviour behaviour;
  behaviour.attendance = kWhole;
  behaviour.dropout = 0;
  const auto kept = Rehearse(GetParam(), behaviour);
  const Tally all = PlayAll(*kept);
  std::string stuck;
  for (const auto& [key, sum] : all.stuck) stuck += key + " " + std::to_string(sum.kept) + "; ";
  if (Ready(GetParam())->has_engaged()) {
    EXPECT_EQ(all.engaged, all.started) << Refused(all) << stuck;
  } else {
    EXPECT_EQ(all.completed, all.accepted) << Refused(all) << stuck;
  }
  EXPECT_TRUE(all.refused.empty()) << Refused(all);

  behaviour.dropout = kWhole;
  const Tally none = PlayAll(*Rehearse(GetParam(), behaviour));
  EXPECT_EQ(none.completed, 0);
  EXPECT_EQ(none.engaged, 0);
}

TEST_P(ReadyRehearsalTest, EverybodyEndsOnce) {
  const auto rehearsal = Rehearse(GetParam(), Behaviour());
  const Tally tally = PlayAll(*rehearsal);
  int64_t ended = 0;
  for (const auto& [id, end] : tally.ends) ended += end.people;
  EXPECT_EQ(ended, tally.accepted);
  for (int run = 0; run < kRuns; ++run) {
    Transcript transcript;
    (void)rehearsal->Play(run, &transcript);
    const CohortImage image = Replay(transcript.events);
    for (const auto& [ordinal, enrolment] : image.enrolments) {
      EXPECT_EQ(enrolment.stage(), storage::v1::ENROLMENT_STAGE_ENDED) << ordinal;
    }
  }
}

// The rehearsal settles only whom something concerns; a play that settles everybody at every
// command, and looks at every invariant, comes to the same.
TEST_P(ReadyRehearsalTest, IsWhatTheRulesComeTo) {
  const auto rehearsal = Rehearse(GetParam(), Behaviour());
  Transcript transcript;
  (void)rehearsal->Play(0, &transcript);
  PlayInvariants invariants;
  for (const storage::v1::Event& event : transcript.events) invariants.Watch(event, false);
  for (const std::string& fault : invariants.faults()) ADD_FAILURE() << fault;

  const auto spec = Ready(GetParam());
  const Casting casting = CastingOf(*spec);
  const auto program = ReadyProgram(GetParam(), casting.cohort);
  Play play(program, casting.cohort, transcript.given.front().now);
  for (size_t i = 1; i < transcript.given.size(); ++i) {
    const PlayedCommand& given = transcript.given[i];
    play.SettleAll(given.now);
    (void)play.Do(given.command, given.now, given.doer);
    play.SettleAll(given.now);
  }
  for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
  EXPECT_EQ(Difference(play.image(), Replay(transcript.events)), "");
}

TEST(RehearsalTest, TheSameSeedGivesTheSame) {
  const auto rehearsal = Rehearse("ekollega", Behaviour(), 4);
  Tally backwards;
  for (int run = rehearsal->runs() - 1; run >= 0; --run) backwards.Add(rehearsal->Play(run));
  const Tally forwards = PlayAll(*rehearsal);
  EXPECT_EQ(forwards, backwards);
  EXPECT_EQ(rehearsal->Told(forwards).DebugString(), rehearsal->Told(backwards).DebugString());
  EXPECT_FALSE(rehearsal->Play(0) == rehearsal->Play(1));
}

// 23 started and 20 finished: 87 %.
TEST(RehearsalTest, EkollegaComesOutAsItDid) {
  Behaviour behaviour;
  const std::string profile = ReadFile(KASVU_SOURCE_DIR "/examples/profiles/ekollega.yaml");
  ASSERT_TRUE(ReadProfile("ekollega.yaml", profile, behaviour).empty());
  const auto spec = Ready("ekollega");
  Casting casting = CastingOf(*spec);
  casting.behaviour = behaviour;
  casting.participants = 24;
  casting.groups = 2;
  const auto rehearsal = *Rehearsal::Make(spec, casting, 40);
  const kasvu::v1::Rehearsal told = rehearsal->Told(PlayAll(*rehearsal));
  EXPECT_NEAR(told.completion().permille(), 870, 25) << told.ShortDebugString();
  // What was put in comes out: of all who started so many were at a session.
  int64_t present = 0;
  int64_t seats = 0;
  for (const auto& session : told.sessions()) {
    present += session.present();
    seats += session.present() + session.absent() + session.gone();
  }
  EXPECT_NEAR(static_cast<double>(present) / static_cast<double>(seats), 0.85, 0.03);
}

TEST(RehearsalTest, WhatDoesNotFitIsRefused) {
  const auto spec = Ready("ekollega");
  const auto refused = [&](int participants, int groups, int runs) {
    Casting casting = CastingOf(*spec);
    casting.participants = participants;
    casting.groups = groups;
    return ReasonOf(Rehearsal::Make(spec, casting, runs).status());
  };
  EXPECT_EQ(refused(24, 2, 1), "");
  EXPECT_EQ(refused(0, 0, 1), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(-1, 0, 1), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(kMaxRehearsed + 1, 0, 1), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(24, 2, 0), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(24, 2, kMaxRuns + 1), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(kMaxRehearsed, 0, kMaxRuns), "REHEARSAL_SIZE");
  EXPECT_EQ(refused(24, 7, 1), "GROUP_SIZE");
  EXPECT_EQ(refused(3, 1, 1), "GROUP_SIZE");
}

INSTANTIATE_TEST_SUITE_P(All, ReadyRehearsalTest, testing::ValuesIn(ReadyPrograms()),
                         [](const auto& name) {
                           std::string word;
                           for (const char c : name.param) word += c == '-' ? '_' : c;
                           return word;
                         });

}  // namespace
}  // namespace kasvu::workflows
