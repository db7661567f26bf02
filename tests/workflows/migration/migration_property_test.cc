// Random programmes, random edits of them and random play: what a migration may never do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/testing/play.h"
#include "tests/testing/random_edit.h"
#include "tests/testing/random_player.h"
#include "tests/testing/random_programme.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"
#include "workflows/migration/carry_records.h"
#include "workflows/migration/correspondence.h"
#include "workflows/migration/plan.h"
#include "workflows/migration/progress_digest.h"
#include "workflows/migration/revert.h"
#include "workflows/migration/shared_steps.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kRounds = 24;

kasvu::v1::TemplateSpec Sound(std::mt19937_64& random) {
  for (;;) {
    auto result = Check("random.yaml", RandomProgramme(random), NoModules());
    if (result.compiled) return result.compiled->compiled;
  }
}

kasvu::v1::TemplateSpec Edited(const kasvu::v1::TemplateSpec& spec, std::mt19937_64& random) {
  for (;;) {
    auto result = Check(RandomEdit(spec, 4, random), NoModules());
    if (result.compiled) return result.compiled->compiled;
  }
}

std::shared_ptr<const Program> Played(const kasvu::v1::TemplateSpec& spec,
                                      const storage::v1::CohortState& cohort) {
  return *Program::Make(std::make_shared<const kasvu::v1::TemplateSpec>(spec), cohort);
}

storage::v1::CohortState CohortOn(const std::string& digest) {
  storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  cohort.set_template_("example/example@1");
  cohort.set_digest(digest);
  return cohort;
}

// What an enrolment has done, by what was done and when, whatever it is called now: the records and
// the earlier credit together, with how often each is there. A credit is made of one and adds none.
std::map<std::string, int> DeedsOf(const storage::v1::EnrolmentState& enrolment) {
  std::map<std::string, int> deeds;
  const auto add = [&](storage::v1::StepRecord record) {
    if (!IsDeed(record) || record.via() == storage::v1::VIA_EARLIER_CREDIT) return;
    if (record.reason() == "migrated") return;
    record.clear_key();
    record.clear_open_at();
    record.clear_due_at();
    record.clear_close_at();
    ++deeds[record.ShortDebugString()];
  };
  for (const auto& record : enrolment.steps()) add(record);
  for (const auto& credit : enrolment.earlier()) add(credit.record());
  for (storage::v1::FactRecord fact : enrolment.facts()) {
    fact.clear_item();
    ++deeds[fact.ShortDebugString()];
  }
  return deeds;
}

// A cohort that has been going on for a while, by chance, and a version to go to.
class Season {
 public:
  explicit Season(std::mt19937_64& random)
      : random_(random),
        before_(Sound(random)),
        after_(Edited(before_, random)),
        first_(Played(before_, CohortOn("one"))),
        play_(first_, CohortOn("one"), created_),
        target_{"example/example@2", "two", Played(after_, CohortOn("two"))} {
    ScriptedPlayer(play_).Enrol(4 + static_cast<int>(random() % 3), created_);
    RandomPlayer player(play_, random);
    ScriptedPlayer diligent(play_);
    now_ = created_ + absl::Hours(24 * 60);
    const int acts = static_cast<int>(random() % 40);
    for (int i = 0; i < acts; ++i) {
      now_ += absl::Minutes(static_cast<int64_t>(random() % 5000));
      if (random() % 2 == 0) {
        player.Act(now_);
      } else {
        diligent.Act(now_);
      }
    }
    now_ += absl::Seconds(1);  // what ended by the last act ended before
    play_.SettleAll(now_);
  }

  MigrationOptions AnyOptions() {
    MigrationOptions options;
    if (random_() % 2 == 0) options.dates = DateRule::kRecompute;
    if (random_() % 2 == 0) options.accepts_all = true;
    for (const auto& [ordinal, enrolment] : play_.image().enrolments) {
      if (random_() % 5 == 0) options.except.insert(ordinal);
    }
    if (random_() % 4 == 0) std::swap(options.only, options.except);
    return options;
  }

  absl::StatusOr<MigrationPlan> Plan(const MigrationOptions& options) {
    return PlanMigration(play_.At(now_), target_, options);
  }

  std::string Programmes() const {
    return before_.DebugString() + "\n=====\n" + after_.DebugString();
  }

  std::mt19937_64& random_;
  const absl::Time created_ = At(2026, 7, 1, 12);
  absl::Time now_ = created_;
  kasvu::v1::TemplateSpec before_;
  kasvu::v1::TemplateSpec after_;
  std::shared_ptr<const Program> first_;
  Play play_;
  Target target_;
};

// Whether somebody reached an end by it; only those may whom a person has looked at.
bool EndedSomebody(const MigrationPlan& plan, const CohortImage& before, const CohortImage& after) {
  bool ended = false;
  for (const EnrolmentPlan& one : plan.enrolments) {
    const auto is_over = [&](const CohortImage& image) {
      return image.enrolments.at(one.enrolment).stage() == storage::v1::ENROLMENT_STAGE_ENDED;
    };
    if (is_over(before) || !is_over(after)) continue;
    ended = true;
    EXPECT_TRUE(one.rule == MigrationRule::kEndsAtOnce || one.rule == MigrationRule::kClosesAtOnce)
        << "e" << one.enrolment << " " << static_cast<int>(one.rule);
  }
  return ended;
}

class MigrationPropertyTest : public testing::Test {
 protected:
  MigrationPropertyTest() : seed_(Seed()), random_(seed_) {}

  const uint64_t seed_;
  std::mt19937_64 random_;
};

TEST_F(MigrationPropertyTest, NothingRecordedIsLostAndARevertRestoresAll) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  int migrated = 0, reverted = 0;
  for (int round = 0; round < kRounds; ++round) {
    Season season(random_);
    SCOPED_TRACE(testing::Message() << "round " << round);
    const auto plan = season.Plan(season.AnyOptions());
    if (!plan.ok()) continue;
    const CohortImage before = season.play_.image();
    const std::string words = ProgressWords(season.play_.At(season.now_));
    season.play_.Carry(season.target_.digest, season.target_.program, plan->events, season.now_);
    migrated += plan->events.empty() ? 0 : 1;
    for (const auto& [ordinal, enrolment] : season.play_.image().enrolments) {
      ASSERT_EQ(DeedsOf(enrolment), DeedsOf(before.enrolments.at(ordinal)))
          << "e" << ordinal << "\n"
          << season.Programmes();
    }
    season.play_.CheckReplay();
    if (!plan->events.empty()) {
      const auto revert = PlanRevert(season.play_.At(season.now_));
      ASSERT_TRUE(revert.ok()) << revert.status();
      if (EndedSomebody(*plan, before, season.play_.image())) {
        EXPECT_THAT(
            revert->contradictions,
            AllOf(Not(IsEmpty()), Each(Field(&Contradiction::kind, Contradiction::kEndedSince))));
        ++reverted;
        continue;
      }
      for (const Contradiction& one : revert->contradictions) {
        ADD_FAILURE() << one.kind << " " << one.about << "\n" << season.Programmes();
      }
      season.play_.Carry("two", season.target_.program, revert->events, season.now_);
      ++reverted;
      ASSERT_EQ(ProgressWords(season.play_.At(season.now_)), words) << season.Programmes();
    }
    season.play_.CheckReplay();
    for (const std::string& fault : season.play_.faults()) ADD_FAILURE() << fault;
    if (HasFailure()) return;
  }
  EXPECT_GT(migrated, kRounds / 4);
  EXPECT_EQ(migrated, reverted);
}

// By the key of now: when what is open or to come is due.
std::map<std::string, absl::Time> DueDates(const View& view, uint32_t enrolment,
                                           const Correspondence& same, bool is_now) {
  std::map<std::string, absl::Time> dates;
  for (const SlotView& slot : SlotsOf(view, EnrolmentOf(enrolment))) {
    const bool open =
        slot.state == storage::v1::STEP_STATE_OPEN || slot.state == storage::v1::STEP_STATE_PENDING;
    if (!open || !slot.due || slot.step->step->has_session()) continue;
    const auto key = is_now ? std::optional(slot.key) : same.KeyOf(slot.key);
    if (key) dates[*key] = *slot.due;
  }
  return dates;
}

// Also of those who were let past something that a person had to look at.
TEST_F(MigrationPropertyTest, KeepsTheDueDatesOfWhoeverIsTakenAlong) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  int compared = 0;
  for (int round = 0; round < kRounds; ++round) {
    Season season(random_);
    MigrationOptions options;
    options.accepts_all = true;
    const auto plan = season.Plan(options);
    if (!plan.ok()) continue;
    const Correspondence same(*season.first_, *season.target_.program);
    std::map<uint32_t, std::map<std::string, absl::Time>> before;
    for (const EnrolmentPlan& one : plan->enrolments) {
      if (one.outcome > EnrolmentPlan::kCarriesOverChanged) continue;
      before[one.enrolment] = DueDates(season.play_.At(season.now_), one.enrolment, same, false);
    }
    season.play_.Carry(season.target_.digest, season.target_.program, plan->events, season.now_);
    for (const auto& [enrolment, dates] : before) {
      for (const auto& [key, due] : DueDates(season.play_.At(season.now_), enrolment, same, true)) {
        const auto was = dates.find(key);
        if (was == dates.end()) continue;
        EXPECT_EQ(due, was->second) << "e" << enrolment << " " << key << "\n"
                                    << season.Programmes();
        ++compared;
      }
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(compared, 0);
}

TEST_F(MigrationPropertyTest, TheSamePlanComesOfTheSame) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < kRounds / 4; ++round) {
    Season season(random_);
    const MigrationOptions options = season.AnyOptions();
    const auto one = season.Plan(options), other = season.Plan(options);
    if (!one.ok()) continue;
    ASSERT_EQ(one->events.size(), other->events.size());
    for (size_t i = 0; i < one->events.size(); ++i) {
      ASSERT_EQ(one->events[i].SerializeAsString(), other->events[i].SerializeAsString());
    }
  }
}

// Whoever carries over is on the new version, whoever does not stayed as she was.
TEST_F(MigrationPropertyTest, EveryoneGoesByOneVersionAndSharesItWithHerGroup) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < kRounds; ++round) {
    Season season(random_);
    const MigrationOptions options = season.AnyOptions();
    const auto plan = season.Plan(options);
    if (!plan.ok()) continue;
    const CohortImage before = season.play_.image();
    season.play_.Carry(season.target_.digest, season.target_.program, plan->events, season.now_);
    for (const EnrolmentPlan& one : plan->enrolments) {
      const auto& now = season.play_.image().enrolments.at(one.enrolment);
      const bool carried = one.outcome == EnrolmentPlan::kCarriesOver ||
                           one.outcome == EnrolmentPlan::kCarriesOverChanged;
      EXPECT_EQ(now.digest(), carried ? "two" : "one");
      EXPECT_EQ(carried,
                one.rule == MigrationRule::kNone || (options.accepts_all && !Refuses(one.rule)))
          << IdOf(one.rule);
      if (!carried) {
        EXPECT_EQ(now.ShortDebugString(), before.enrolments.at(one.enrolment).ShortDebugString());
      }
    }
    const Program& from = *season.first_;
    const Program& to = *season.target_.program;
    const CohortImage& image = season.play_.image();
    if (SharedSteps(from, storage::v1::OWNER_GROUP) != SharedSteps(to, storage::v1::OWNER_GROUP)) {
      for (const auto& [ordinal, group] : image.groups) {
        for (const uint32_t member : group.members()) {
          EXPECT_EQ(PinOf(image, EnrolmentOf(member)), PinOf(image, GroupOf(ordinal)));
        }
      }
    }
    if (SharedSteps(from, storage::v1::OWNER_COHORT) !=
        SharedSteps(to, storage::v1::OWNER_COHORT)) {
      for (const auto& [ordinal, enrolment] : image.enrolments) {
        EXPECT_EQ(enrolment.digest(), image.cohort.digest());
      }
    }
    for (const auto& [ordinal, link] : image.links) {
      if (SharedSteps(from, storage::v1::OWNER_LINK, link.link()) ==
          SharedSteps(to, storage::v1::OWNER_LINK, link.link())) {
        continue;
      }
      for (const auto& member : link.members()) {
        if (member.enrolment() == 0) continue;
        EXPECT_EQ(PinOf(image, EnrolmentOf(member.enrolment())), PinOf(image, LinkOf(ordinal)));
      }
    }
    if (HasFailure()) return;
  }
}

// Whether everybody comes to an end of the programme, played by it from the beginning.
bool IsPlayedToItsEnd(const kasvu::v1::TemplateSpec& spec, absl::Time created) {
  Play play(Played(spec, CohortOn("one")), CohortOn("one"), created);
  ScriptedPlayer player(play);
  player.Enrol(4, created);
  player.PlayUntil(created, At(2027, 12, 1));
  (void)play.Do(CloseCohort{}, At(2027, 12, 1));
  play.SettleAll(At(2028, 12, 1));
  const auto& enrolments = play.image().enrolments;
  return std::none_of(enrolments.begin(), enrolments.end(), [](const auto& one) {
    return one.second.end_kind() == kasvu::v1::END_KIND_INCOMPLETE;
  });
}

TEST_F(MigrationPropertyTest, AMigratedCohortIsPlayedToItsEnd) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  for (int round = 0; round < kRounds / 2; ++round) {
    SCOPED_TRACE(testing::Message() << "round " << round);
    std::mt19937_64& random = random_;
    const kasvu::v1::TemplateSpec before = Sound(random);
    const kasvu::v1::TemplateSpec after = Edited(before, random);
    const absl::Time created = At(2026, 7, 1, 12);
    if (!IsPlayedToItsEnd(before, created) || !IsPlayedToItsEnd(after, created)) continue;
    Play play(Played(before, CohortOn("one")), CohortOn("one"), created);
    ScriptedPlayer player(play);
    player.Enrol(4, created);
    const absl::Time now = At(2026, 9, 1) + absl::Hours(24 * static_cast<int64_t>(random() % 120));
    player.PlayUntil(created, now);
    play.SettleAll(now);
    MigrationOptions options;
    options.accepts_all = true;
    const Target target{"example/example@2", "two", Played(after, CohortOn("two"))};
    const auto plan = PlanMigration(play.At(now), target, options);
    ASSERT_TRUE(plan.ok()) << plan.status();
    play.Carry(target.digest, target.program, plan->events, now);
    // What is without a date since the migration is called off by the coordinator.
    for (const auto& [ordinal, group] : CohortImage(play.image()).groups) {
      for (const auto& occurrence : group.occurrences()) {
        if (occurrence.state() == storage::v1::OCCURRENCE_STATE_TENTATIVE) {
          (void)play.Do(CancelSession{ordinal, occurrence.key(), "example"}, now);
        }
      }
    }
    player.PlayUntil(now, At(2027, 12, 1));
    (void)play.Do(CloseCohort{}, At(2027, 12, 1));
    play.SettleAll(At(2028, 12, 1));
    play.CheckReplay();
    for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
    for (const EnrolmentPlan& one : plan->enrolments) {
      const auto& enrolment = play.image().enrolments.at(one.enrolment);
      EXPECT_EQ(enrolment.stage(), storage::v1::ENROLMENT_STAGE_ENDED);
      // Who was let past something that closes or ends at once may have lost what she needed.
      if (one.rule != MigrationRule::kNone) continue;
      // Some programmes have an end for who answers so; nobody is left without one.
      EXPECT_NE(enrolment.end_kind(), kasvu::v1::END_KIND_INCOMPLETE)
          << before.DebugString() << "\n=====\n"
          << after.DebugString() << "\n====\n"
          << enrolment.DebugString();
    }
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace kasvu::workflows
