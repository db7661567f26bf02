// What the proof says of a run is what the cohort's own rules make of it: random answers to the
// proof's questions are played, and every place has to end up as the proof has it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <regex>

#include "absl/strings/str_cat.h"
#include "tests/testing/play.h"
#include "tests/testing/random_programme.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/proof/run_model.h"
#include "workflows/template/fact_values.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

using storage::v1::StepState;

constexpr uint32_t kParticipant = 1;
constexpr int kPeople = 4;

bool IsMean(const kasvu::v1::Fact& fact) { return fact.mean() != kasvu::v1::MEAN_UNSPECIFIED; }

// That of the participant: the player puts people on the tracks in turn, from the second.
std::string TrackOf(const kasvu::v1::TemplateSpec& spec) {
  const std::vector<std::string> tracks = KeysIn(spec.people().tracks());
  return tracks.empty() ? "" : tracks[kParticipant % tracks.size()];
}

// A lap of what rolls stands for all of them, which is not how it is played.
bool Rolls(const Program& program) {
  return std::any_of(program.steps().begin(), program.steps().end(),
                     [](const ProgramStep& step) { return step.rolling; });
}

class PlayedRun {
 public:
  PlayedRun(std::shared_ptr<const Program> program, const storage::v1::CohortState& cohort)
      : program_(std::move(program)),
        cohort_(cohort),
        places_(*program_, TrackOf(program_->spec())),
        diagram_(1'000'000),
        model_(places_, diagram_) {
    for (size_t place = 0; place < places_.all().size(); ++place) model_.Of(place);
    for (const auto& end : program_->spec().ends()) {
      RunSet& runs = end.as() == kasvu::v1::END_KIND_COMPLETED ? completed_ : otherwise_;
      runs = diagram_.Or(runs, model_.Reached(end));
    }
  }

  // Answers every question by chance, plays the run and compares.
  void PlayOnce(std::mt19937_64& random, absl::Time created, absl::Time until) {
    answers_.clear();
    const int usual = static_cast<int>(random() % 5);
    for (uint32_t v = 0; v < diagram_.variables(); ++v) {
      const ChoiceKind kind = model_.choices()[v].kind;
      const bool value = kind == ChoiceKind::kValue;
      // The player makes every link.
      answers_.push_back(kind == ChoiceKind::kLink ? true
                         : value                   ? random() % 2 == 0
                                                   : static_cast<int>(random() % 10) < 5 + usual);
    }
    Play play(program_, cohort_, created);
    ScriptedPlayer player(
        play, {.leaves_out = [&](const SlotView& slot) { return LeavesOut(slot); },
               .is_absent =
                   [&](std::string_view key, uint32_t enrolment) {
                     return enrolment == kParticipant && IsAbsent(key);
                   },
               .changes = [&](const SlotView& slot, RecordStep& record) { Change(slot, record); }});
    player.Enrol(std::max(kPeople, program_->spec().people().group().min()), created);
    player.PlayUntil(created, until);
    play.SettleAll(until);
    for (const std::string& fault : play.faults()) ADD_FAILURE() << fault;
    Compare(play, until);
  }

 private:
  bool Holds(RunSet set) const {
    while (set > kEveryRun) {
      const auto& node = diagram_.At(set);
      set = answers_[node.variable] ? node.yes : node.no;
    }
    return set == kEveryRun;
  }

  bool IsAbout(const RunChoice& choice, std::string_view key) const {
    return choice.kind != ChoiceKind::kLink && choice.kind != ChoiceKind::kValue &&
           places_.at(choice.place).key() == key;
  }

  bool SaysNo(std::string_view key) const {
    for (uint32_t v = 0; v < diagram_.variables(); ++v) {
      if (IsAbout(model_.choices()[v], key) && !answers_[v]) return true;
    }
    return false;
  }

  bool IsAbsent(std::string_view key) const { return SaysNo(key); }

  // The others do what they can; what is shared goes as the run has it.
  bool LeavesOut(const SlotView& slot) const {
    if (slot.owner.owner == storage::v1::OWNER_ENROLMENT && slot.owner.ordinal != kParticipant) {
      return false;
    }
    return SaysNo(slot.key);
  }

  void Change(const SlotView& slot, RecordStep& record) const {
    for (const auto& [name, fact] : program_->spec().facts()) {
      if (fact.step() != slot.step->step->id() || IsMean(fact)) continue;
      std::string value;
      for (uint32_t v = 0; v < diagram_.variables(); ++v) {
        const RunChoice& choice = model_.choices()[v];
        if (choice.kind != ChoiceKind::kValue || choice.fact != name ||
            places_.at(choice.place).key() != slot.key) {
          continue;
        }
        if (value.empty() && answers_[v]) value = choice.value;
      }
      if (value.empty()) value = ValuesOf(fact).back();
      if (!fact.ask().empty()) {
        auto& answer = (*record.work.mutable_answers())[fact.ask()];
        answer.clear_options();
        answer.add_options(value);
      } else if (record.work.decided().empty()) {
        record.work.set_value(value);
      } else {
        (*record.work.mutable_decided())[kParticipant] = value;
      }
    }
  }

  void Compare(const Play& play, absl::Time until) const {
    const auto& enrolment = play.image().enrolments.at(kParticipant);
    const bool ended = enrolment.ended_at() != 0;
    const bool completed = enrolment.end_kind() == kasvu::v1::END_KIND_COMPLETED;
    EXPECT_EQ(completed && ended, Holds(completed_) && !(ended && !completed)) << Told();
    if (!Holds(completed_) && !Holds(otherwise_)) {
      EXPECT_FALSE(ended) << Told();
    }
    for (size_t place = 0; place < places_.all().size(); ++place) {
      const Place& at = places_.at(place);
      if (at.slot == nullptr || at.step->step->on_end_size() > 0) continue;
      std::optional<SlotView> slot = FindSlot(play.At(until), OwnerOf(play, *at.step), at.key());
      // Of what may be recorded so often, what nobody recorded is not there.
      if (!slot) continue;
      if (slot->state == storage::v1::STEP_STATE_EXPIRED) continue;
      // An end comes before what might still have replaced it.
      if (ended && slot->state == storage::v1::STEP_STATE_MISSED && MayBeReplaced(at)) continue;
      const PlaceRuns& runs = model_.Of(place);
      const StepState expected = Holds(runs.done)     ? storage::v1::STEP_STATE_DONE
                                 : Holds(runs.missed) ? storage::v1::STEP_STATE_MISSED
                                 : Holds(runs.waived) ? storage::v1::STEP_STATE_WAIVED
                                 : Holds(runs.not_applicable)
                                     ? storage::v1::STEP_STATE_NOT_APPLICABLE
                                 : Holds(runs.opens) ? storage::v1::STEP_STATE_OPEN
                                                     : storage::v1::STEP_STATE_PENDING;
      EXPECT_EQ(storage::v1::StepState_Name(slot->state), storage::v1::StepState_Name(expected))
          << at.key() << "\n"
          << Told();
    }
  }

  bool MayBeReplaced(const Place& missed) const {
    return std::any_of(places_.all().begin(), places_.all().end(), [&](const Place& other) {
      return !other.step->step->makes_up().empty() &&
             other.step->step->makes_up() == missed.step->step->id();
    });
  }

  OwnerRef OwnerOf(const Play& play, const ProgramStep& step) const {
    switch (step.owner) {
      case storage::v1::OWNER_COHORT:
        return {storage::v1::OWNER_COHORT, 0};
      case storage::v1::OWNER_GROUP:
        return {storage::v1::OWNER_GROUP, play.image().enrolments.at(kParticipant).group()};
      case storage::v1::OWNER_LINK:
        for (const auto& ref : play.image().enrolments.at(kParticipant).links()) {
          if (ref.link() == step.step->per()) return {storage::v1::OWNER_LINK, ref.ordinal()};
        }
        return {storage::v1::OWNER_LINK, 0};
      default:
        return {storage::v1::OWNER_ENROLMENT, kParticipant};
    }
  }

  std::string Told() const {
    std::string told;
    for (uint32_t v = 0; v < diagram_.variables(); ++v) {
      const RunChoice& choice = model_.choices()[v];
      absl::StrAppend(&told, places_.at(choice.place).key(), " ", choice.fact, " ", choice.value,
                      answers_[v] ? " yes" : " no", "\n");
    }
    return told;
  }

  std::shared_ptr<const Program> program_;
  const storage::v1::CohortState& cohort_;
  ProgrammePlaces places_;
  DecisionDiagram diagram_;
  mutable RunModel model_;
  RunSet completed_ = kNoRun;
  RunSet otherwise_ = kNoRun;
  std::vector<bool> answers_;
};

// The same with closes one after the other, so far apart that what waits for another step still
// has its time when that one has been handed over and given up.
std::string WithClosesApart(const std::string& yaml) {
  static const std::regex close("close: [{]after: [a-z/]+, days: [0-9]+[}]");
  std::string apart;
  int days = 200;
  auto last = yaml.cbegin();
  for (std::sregex_iterator at(yaml.begin(), yaml.end(), close), end; at != end; ++at) {
    apart.append(last, (*at)[0].first);
    absl::StrAppend(&apart, "close: {after: start, days: ", days += 40, "}");
    last = (*at)[0].second;
  }
  return apart.append(last, yaml.cend());
}

TEST(PlayAgreesTest, OnRandomProgrammes) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const absl::Time created = At(2026, 7, 1, 12);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  for (int programmes = 0; programmes < 6;) {
    const std::string yaml = WithClosesApart(RandomProgramme(random));
    if (!Check("random.yaml", yaml, NoModules()).compiled) continue;
    const std::shared_ptr<const Program> program = ProgramOf(yaml, cohort);
    if (Rolls(*program)) continue;
    ++programmes;
    SCOPED_TRACE(yaml);
    PlayedRun run(program, cohort);
    for (int i = 0; i < 3; ++i) {
      run.PlayOnce(random, created, At(2029, 3, 1));
      if (HasFailure()) return;
    }
  }
}

// What random programmes do not have: links with steps of their own, one replacement for each
// missed session, as many records as one likes for each of them, an end by a fact.
constexpr char kEverything[] = R"(
template: example
languages: [en]
title: {en: Example}
people: {group: {min: 3, max: 8}, roles: {mentor: {min: 1}}}
links: {mentor: {of: mentor, size: 1}}
facts:
  going-on: {step: verdict, values: ['yes', 'no'], default: 'yes'}
phases:
  - id: all
    title: {en: All}
    steps:
      - {id: rules, title: {en: S}, agreement: rules, per: mentor, by: {all: [self, mentor]},
         close: {after: start, days: 250}, else: escalate}
      - {id: session, title: {en: S}, session: online, items: [one, two, three], from: start,
         every: {weeks: 2}}
      - {id: replacement, title: {en: S}, task: replacement, makes_up: session,
         close: {after: start, days: 300}, else: missed}
      - {id: contact, title: {en: S}, outcome: contact, each: session, up_to: 2}
      - {id: talk, title: {en: S}, meeting: 45, with: mentor, after: [rules], needs: [replacement],
         close: {after: start, days: 350}, else: waived}
      - {id: verdict, title: {en: S}, decision: {values: ['yes', 'no']}, by: coordinator,
         after: [talk], close: {after: start, days: 400}, else: escalate}
      - {id: plan, title: {en: S}, task: plan, when: {not: {is: {going-on: 'no'}}},
         needs: [talk], close: {after: start, days: 450}, else: missed}
ends:
  - {id: stopped, title: {en: Stopped}, as: incomplete, requires: {said: {is: {going-on: 'no'}}}}
  - id: completed
    title: {en: Completed}
    as: completed
    requires:
      session: {count: session, all_but: 1}
      contact: {count: contact, at_least: 2}
      plan: {done: plan}
)";

TEST(PlayAgreesTest, OnEveryConstruct) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const storage::v1::CohortState cohort = CohortFrom(absl::CivilDay(2026, 9, 7));
  PlayedRun run(ProgramOf(kEverything, cohort), cohort);
  for (int i = 0; i < 10; ++i) {
    run.PlayOnce(random, At(2026, 7, 1, 12), At(2028, 6, 1));
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace kasvu::workflows
