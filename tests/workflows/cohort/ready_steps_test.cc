// The particular turns of the programmes that Kasvu ships: whom they link, who signs, what follows.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "errors/error.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/decide.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/settle.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {
namespace {

const absl::CivilDay kStart(2026, 9, 7);
const absl::Time kBefore = At(2026, 7, 1, 12);

// A ready programme with so many applicants, to whom commands are given as an engine would: time
// catches up first, and once more after the decision.
class Cohort {
 public:
  Cohort(const std::string& programme, int people)
      : program_(ReadyProgram(programme, CohortFrom(kStart))) {
    CreateCohort create{CohortFrom(kStart)};
    create.cohort.set_template_("kasvu/" + programme + "@1");
    Must(create, kBefore);
    CreateEnrolments enrol;
    for (int i = 1; i <= people; ++i) {
      enrol.enrolments.push_back({"persons/p" + std::to_string(i), "", ""});
    }
    Must(enrol, kBefore);
  }

  void Accept() { Must(AcceptEnrolments{}, kBefore); }
  void Group() { Must(FormGroups{1, {}}, kBefore); }

  Decision Must(const Command& command, absl::Time now) {
    auto decision = Do(command, now, Doer{true, "", {}});
    EXPECT_TRUE(decision.ok()) << decision.status();
    return decision.ok() ? *decision : Decision();
  }
  std::string Reason(const Command& command, absl::Time now, const Doer& doer) {
    return ReasonOf(Do(command, now, doer).status());
  }
  absl::Status By(const Doer& doer, const Command& command, absl::Time now) {
    return Do(command, now, doer).status();
  }

  // What is open to somebody.
  std::vector<std::string> Open(uint32_t enrolment, absl::Time now) const {
    std::vector<std::string> open;
    for (const SlotView& slot : SlotsOf(View{*program_, image_, now}, EnrolmentOf(enrolment))) {
      if (slot.state == storage::v1::STEP_STATE_OPEN) open.push_back(slot.key);
    }
    return open;
  }

  const CohortImage& image() const { return image_; }
  const kasvu::v1::TemplateSpec& spec() const { return program_->spec(); }
  storage::v1::StepState StateOf(uint32_t enrolment, const std::string& key) const {
    const auto* record = FindStep(image_.enrolments.at(enrolment).steps(), key);
    return record == nullptr ? storage::v1::STEP_STATE_UNSPECIFIED : record->state();
  }

 private:
  absl::StatusOr<Decision> Do(const Command& command, absl::Time now, const Doer& doer) {
    if (image_.cohort.created_at() != 0) Settle(command, now);
    auto decision = Decide(View{*program_, image_, now}, command, doer);
    if (!decision.ok()) return decision;
    for (const auto& event : decision->events) Apply(image_, event);
    Settle(command, now);
    return decision;
  }

  void Settle(const Command& command, absl::Time now) {
    SettleShared(*program_, image_, now);
    for (const uint32_t enrolment : Touched(image_, command)) {
      SettleEnrolment(*program_, image_, enrolment, now);
    }
  }

  std::shared_ptr<const Program> program_;
  CohortImage image_;
};

Doer Person(uint32_t enrolment) { return Doer{false, "persons/p" + std::to_string(enrolment), {}}; }
Doer Mentor(const std::string& person) { return Doer{false, person, {"mentor"}}; }

RecordStep Doing(OwnerRef owner, const std::string& key, WorkKind kind) {
  RecordStep command;
  command.owner = owner;
  command.key = key;
  command.kind = kind;
  return command;
}

TEST(ReadyStepsTest, EkollegaPairsTwentyThreeFourTimesAndDecidesToGoOn) {
  Cohort cohort("ekollega", 23);
  cohort.Accept();
  cohort.Must(FormGroups{}, kBefore);
  std::set<std::pair<uint32_t, uint32_t>> met;
  for (const char* item : {"trust", "goals", "time", "change"}) {
    cohort.Must(RotateLinks{"pair", item, std::nullopt}, At(2026, 9, 8));
  }
  for (const auto& [ordinal, link] : cohort.image().links) {
    for (const auto& a : link.members()) {
      for (const auto& b : link.members()) {
        if (a.enrolment() >= b.enrolment()) continue;
        EXPECT_TRUE(met.emplace(a.enrolment(), b.enrolment()).second);
      }
    }
  }
  const auto& link = cohort.image().links.at(1);
  const auto talk = Doing(LinkOf(1), "pair-talk/trust", WorkKind::kMeeting);
  EXPECT_EQ(cohort.By(Person(link.members(0).enrolment()), talk, At(2026, 9, 20)),
            absl::OkStatus());

  RecordStep after = Doing(EnrolmentOf(1), "after", WorkKind::kAnswers);
  for (const auto& question : cohort.spec().forms().at("after").questions()) {
    auto& answer = (*after.work.mutable_answers())[question.id()];
    if (question.has_scale()) answer.set_numeric(true), answer.set_number(5);
    if (question.has_choice()) answer.add_options(question.choice().options(0).id());
    if (question.has_health()) answer.set_answered(true);
    if (question.has_words()) after.work.mutable_answers()->erase(question.id());
  }
  EXPECT_EQ(cohort.By(Person(1), after, At(2026, 12, 2)), absl::OkStatus());
  RecordStep go_on = Doing(TheCohort(), "go-on", WorkKind::kDecision);
  go_on.work.set_value("yes");
  cohort.Must(go_on, At(2026, 12, 20));
  EXPECT_EQ(cohort.image().cohort.steps(0).work().suggested(), "yes");
  EXPECT_EQ(cohort.image().cohort.steps(0).work().aggregate_sum(), 5);
}

TEST(ReadyStepsTest, KasvutahtoAgreesOnAMentorAndSignsWithHer) {
  Cohort cohort("kasvutahto", 2);
  cohort.Accept();
  cohort.Must(AssignLink{"mentor", {1}, {}, {{"persons/m", {"mentor"}}}, ""}, At(2026, 9, 8));
  EXPECT_EQ(cohort.By(Person(1), ConsentToLink{1, std::nullopt, ""}, At(2026, 9, 9)),
            absl::OkStatus());
  EXPECT_EQ(cohort.By(Mentor("persons/m"), ConsentToLink{1, std::nullopt, ""}, At(2026, 9, 9)),
            absl::OkStatus());
  const std::string pair = "mentor-pair.";
  EXPECT_EQ(
      cohort.By(Mentor("persons/m"), Doing(LinkOf(1), pair + "first-contact", WorkKind::kMeeting),
                At(2026, 9, 10)),
      absl::OkStatus());
  const auto agreement = Doing(LinkOf(1), pair + "pair-agreement", WorkKind::kSigned);
  EXPECT_EQ(cohort.By(Person(1), agreement, At(2026, 9, 11)), absl::OkStatus());
  EXPECT_EQ(cohort.Reason(agreement, At(2026, 9, 11), Person(2)), "NOT_YOURS_TO_DO");
  EXPECT_EQ(cohort.By(Mentor("persons/m"), agreement, At(2026, 9, 12)), absl::OkStatus());
  EXPECT_EQ(FindStep(cohort.image().links.at(1).steps(), pair + "pair-agreement")->state(),
            storage::v1::STEP_STATE_DONE);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(
        cohort.By(Mentor("persons/m"), Doing(EnrolmentOf(1), "mentor-talk", WorkKind::kMeeting),
                  At(2026, 10, 1 + i)),
        absl::OkStatus());
  }
  EXPECT_EQ(cohort.Reason(Doing(EnrolmentOf(1), "mentor-talk", WorkKind::kMeeting),
                          At(2026, 10, 20), Mentor("persons/m")),
            "UP_TO_REACHED");
}

TEST(ReadyStepsTest, KasvuKasvuAsksApplicantsForTheirApplicationAlone) {
  Cohort cohort("kasvu-kasvu", 3);
  EXPECT_EQ(cohort.Open(1, At(2026, 7, 2)), std::vector<std::string>{"application"});
  // Nobody is late before being in.
  EXPECT_EQ(cohort.Open(1, At(2026, 8, 20)), std::vector<std::string>{"application"});
  cohort.Must(MoveStage{Move::kWaitlist, 1, "", std::nullopt}, At(2026, 8, 1));
  EXPECT_EQ(cohort.Open(1, At(2026, 8, 2)), std::vector<std::string>{"application"});
}

TEST(ReadyStepsTest, KasvuKasvuDeclinesAtOnceAndTakesBackAMistake) {
  Cohort cohort("kasvu-kasvu", 3);
  RecordStep selection = Doing(TheCohort(), "selection", WorkKind::kDecision);
  for (const uint32_t one : {1u, 2u}) (*selection.work.mutable_decided())[one] = "yes";
  cohort.Must(selection, At(2026, 8, 20));
  EXPECT_EQ(cohort.image().enrolments.at(3).end(), "not-chosen");
  EXPECT_EQ(cohort.image().enrolments.at(3).ended_from(), storage::v1::ENROLMENT_STAGE_APPLIED);
  EXPECT_EQ(cohort.image().enrolments.at(1).stage(), storage::v1::ENROLMENT_STAGE_APPLIED);

  const MoveStage back{Move::kReturn, 3, "", std::nullopt};
  EXPECT_EQ(cohort.Reason(back, At(2026, 8, 21), Doer{true, "", {}}), "WRONG_STATE");
  CorrectStep mistake;
  mistake.work = selection;
  (*mistake.work.work.mutable_decided())[3] = "yes";
  mistake.reason = "typed-wrongly";
  cohort.Must(mistake, At(2026, 8, 21));
  cohort.Must(back, At(2026, 8, 21));
  EXPECT_EQ(cohort.image().enrolments.at(3).stage(), storage::v1::ENROLMENT_STAGE_APPLIED);

  // Whoever applies after the selection was not decided about.
  CreateEnrolments late;
  late.enrolments.push_back({"persons/late", "", ""});
  cohort.Must(late, At(2026, 8, 22));
  EXPECT_EQ(cohort.image().enrolments.at(4).stage(), storage::v1::ENROLMENT_STAGE_APPLIED);
}

TEST(ReadyStepsTest, KasvuKasvuChoosesReviewsAndMakesUp) {
  Cohort cohort("kasvu-kasvu", 10);
  RecordStep selection = Doing(TheCohort(), "selection", WorkKind::kDecision);
  for (uint32_t one = 1; one <= 10; ++one) {
    (*selection.work.mutable_decided())[one] = one <= 9 ? "yes" : "no";
  }
  cohort.Must(selection, At(2026, 8, 20));
  cohort.Accept();
  cohort.Group();
  cohort.Must(RotateLinks{"fellow", "aim", std::nullopt}, At(2026, 9, 8));
  const auto& fellow = cohort.image().links.at(1);
  const uint32_t served = fellow.members(0).enrolment();
  const uint32_t serving = fellow.members(1).enrolment();
  EXPECT_EQ(cohort.By(Person(served), Doing(EnrolmentOf(served), "part/aim", WorkKind::kDone),
                      At(2026, 9, 20)),
            absl::OkStatus());
  const auto review = Doing(EnrolmentOf(served), "review/aim", WorkKind::kReview);
  EXPECT_EQ(cohort.Reason(review, At(2026, 9, 21), Person(served)), "NOT_YOURS_TO_DO");
  EXPECT_EQ(cohort.By(Person(serving), review, At(2026, 9, 21)), absl::OkStatus());

  // Two experts on one day must not be the same; whoever missed the day makes up for it.
  RecordStep talk = Doing(EnrolmentOf(1), "runway.talk/day-1", WorkKind::kMeeting);
  talk.work.add_with("persons/x1");
  cohort.Must(talk, At(2026, 12, 20));
  EXPECT_EQ(cohort.Reason(talk, At(2026, 12, 20), Person(1)), "ANSWER_INVALID");
  const auto absent = Doing(EnrolmentOf(2), "runway.day/day-1", WorkKind::kAbsent);
  cohort.Must(absent, At(2026, 12, 20));
  RecordStep replacement = Doing(EnrolmentOf(2), "runway.replacement/day-1", WorkKind::kMeeting);
  cohort.Must(replacement, At(2026, 12, 22));
  EXPECT_EQ(cohort.StateOf(2, "runway.day/day-1"), storage::v1::STEP_STATE_DONE);

  RecordStep verdict = Doing(EnrolmentOf(1), "plan-verdict", WorkKind::kReview);
  verdict.work.set_returned(true);
  cohort.Must(verdict, At(2027, 1, 10));
  cohort.Must(verdict, At(2027, 1, 11));
  EXPECT_EQ(cohort.Reason(verdict, At(2027, 1, 12), Doer{true, "", {}}), "RETURNS_USED_UP");
}

TEST(ReadyStepsTest, YdinryhmaTakesTurnsToHost) {
  Cohort cohort("ydinryhma", 12);
  cohort.Accept();
  cohort.Group();
  const auto& occurrences = cohort.image().groups.at(1).occurrences();
  ASSERT_GE(occurrences.size(), 10);
  std::set<uint32_t> hosts;
  for (int i = 0; i < 10; ++i) {
    const std::string item = occurrences[i].key().substr(sizeof("evening/") - 1);
    const auto decision = cohort.Must(RotateLinks{"host", item, std::nullopt}, At(2026, 9, 8));
    ASSERT_GE(decision.events.size(), 2u);
    EXPECT_TRUE(hosts.insert(decision.events[1].link_made().link().members(0).enrolment()).second);
  }
  const std::string second = occurrences[1].key().substr(sizeof("evening/") - 1);
  uint32_t host = 0;
  for (const auto& [ordinal, link] : cohort.image().links) {
    if (link.item() == second) host = link.members(0).enrolment();
  }
  RecordStep choose = Doing(GroupOf(1), "choose/" + second, WorkKind::kDecision);
  choose.work.set_topic("pricing");
  EXPECT_EQ(cohort.Reason(choose, At(2026, 9, 9), Person(host == 1 ? 2 : 1)), "NOT_YOURS_TO_DO");
  EXPECT_EQ(cohort.By(Person(host), choose, At(2026, 9, 9)), absl::OkStatus());
  EXPECT_EQ(cohort.image().groups.at(1).occurrences(1).topic(), "pricing");
}

TEST(ReadyStepsTest, KasvuKvSignsWithSomebodyAbroad) {
  Cohort cohort("kasvu-kv", 8);
  cohort.Accept();
  cohort.Group();
  cohort.Must(AssignLink{"abroad", {1, 2}, {}, {{"persons/abroad", {}}}, ""}, At(2026, 9, 8));
  const auto plan = Doing(LinkOf(1), "learning-plan", WorkKind::kSigned);
  EXPECT_EQ(cohort.By(Person(1), plan, At(2026, 9, 9)), absl::OkStatus());
  EXPECT_EQ(cohort.By(Person(2), plan, At(2026, 9, 9)), absl::OkStatus());
  EXPECT_EQ(cohort.image().links.at(1).steps(0).state(), storage::v1::STEP_STATE_SUBMITTED);
  RecordStep paper = plan;
  paper.signs_as = "abroad";
  cohort.Must(paper, At(2026, 9, 10));
  EXPECT_EQ(cohort.image().links.at(1).steps(0).state(), storage::v1::STEP_STATE_DONE);
  EXPECT_EQ(cohort.image().links.at(1).steps(0).signatures(2).person(), "persons/abroad");
  EXPECT_EQ(
      cohort.By(Person(2), Doing(LinkOf(1), "peer-meeting", WorkKind::kMeeting), At(2026, 9, 20)),
      absl::OkStatus());
}

TEST(ReadyStepsTest, AluevastaavaChoosesWhomToVisit) {
  Cohort cohort("aluevastaava", 4);
  cohort.Accept();
  cohort.Group();
  EXPECT_EQ(cohort.By(Person(1), AssignLink{"receiver", {1}, {3}, {}, ""}, At(2026, 9, 8)),
            absl::OkStatus());
  EXPECT_EQ(
      cohort.By(Person(1), Doing(EnrolmentOf(1), "exchange", WorkKind::kDone), At(2026, 10, 1)),
      absl::OkStatus());
  const auto* visit = FindStep(cohort.image().enrolments.at(1).steps(), "exchange");
  EXPECT_THAT(visit->work().with(), testing::ElementsAre("persons/p3"));
  RecordStep started = Doing(EnrolmentOf(1), "group-started", WorkKind::kOutcome);
  EXPECT_EQ(cohort.Reason(started, At(2026, 10, 1), Person(1)), "FIELD_REQUIRED");
  started.words = {"cohort"};
  EXPECT_EQ(cohort.By(Person(1), started, At(2026, 10, 1)), absl::OkStatus());
}

TEST(ReadyStepsTest, KasvuTuottavuusKeepsNothingOfHealth) {
  Cohort cohort("kasvu-tuottavuus", 6);
  cohort.Accept();
  cohort.Group();
  RecordStep recovery = Doing(EnrolmentOf(1), "recovery", WorkKind::kDone);
  recovery.words = {"result"};
  EXPECT_EQ(cohort.Reason(recovery, At(2026, 10, 1), Person(1)), "WRONG_WORK");
  recovery.words.clear();
  EXPECT_EQ(cohort.By(Person(1), recovery, At(2026, 10, 1)), absl::OkStatus());
  RecordStep card = Doing(EnrolmentOf(1), "experiment.card", WorkKind::kDone);
  card.words = {"hypothesis", "measure", "result", "learning"};
  EXPECT_EQ(cohort.Reason(card, At(2026, 10, 1), Person(1)), "FIELD_REQUIRED");
  (*card.work.mutable_numbers())["cost"] = 100;
  EXPECT_EQ(cohort.By(Person(1), card, At(2026, 10, 1)), absl::OkStatus());
}

}  // namespace
}  // namespace kasvu::workflows
