// What people do, and what is counted of it.

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/conditions.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/transitions.h"
#include "workflows/cohort/work_rules.h"
#include "workflows/simulation/coordination.h"
#include "workflows/simulation/people.h"
#include "workflows/simulation/player.h"
#include "workflows/template/effort.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using storage::v1::EnrolmentState;
using storage::v1::Event;

// How many participants a step of `owner` is about.
int Subjects(const CohortImage& image, OwnerRef owner) {
  if (owner.owner == storage::v1::OWNER_ENROLMENT) return 1;
  if (owner.owner != storage::v1::OWNER_LINK) return 0;
  const auto& members = image.links.at(owner.ordinal).members();
  return static_cast<int>(std::count_if(members.begin(), members.end(), [](const auto& member) {
    return member.enrolment() != 0 && member.subject();
  }));
}

// The steps that `condition` names.
void StepsIn(const Condition& condition, std::set<std::string>& steps) {
  for (const Condition& part : condition.all()) StepsIn(part, steps);
  for (const Condition& part : condition.any()) StepsIn(part, steps);
  if (!condition.done().empty())
    steps.insert(condition.done().substr(0, condition.done().find('/')));
  if (!condition.count().empty()) steps.insert(condition.count());
}

bool Counts(storage::v1::StepState state) {
  return state == storage::v1::STEP_STATE_DONE || state == storage::v1::STEP_STATE_WAIVED ||
         state == storage::v1::STEP_STATE_NOT_APPLICABLE;
}

}  // namespace

void Player::Hold(OwnerRef group, const std::string& key, absl::Time now) {
  const auto& state = stage_.image().groups.at(group.ordinal);
  const auto occurrence = std::find_if(state.occurrences().begin(), state.occurrences().end(),
                                       [&](const auto& one) { return one.key() == key; });
  if (occurrence == state.occurrences().end() || FromMicros(occurrence->ends_at()) != now ||
      occurrence->state() != storage::v1::OCCURRENCE_STATE_PLANNED) {
    return;
  }
  const ProgramStep& step = *program_->FindStep(key);
  RecordAttendance attendance{.group = group.ordinal,
                              .key = key,
                              .absent = {},
                              .present = std::nullopt,
                              .occurred = std::nullopt,
                              .note = {}};
  SessionTally& tally = tally_.sessions[key];
  int present = 0;
  for (const uint32_t member : state.members()) {
    const EnrolmentState& enrolment = stage_.image().enrolments.at(member);
    if (enrolment.stage() != storage::v1::ENROLMENT_STAGE_ACTIVE) {
      if (enrolment.joined_at() != 0) ++tally.gone;
      continue;
    }
    if (Comes(enrolment, key, step)) {
      ++present;
    } else {
      attendance.absent.insert(member);
      ++missed_[{member, step.step->id()}];
    }
  }
  tally.first = std::min(tally.first, occurrence->starts_at());
  ++tally.held;
  tally.present += present;
  tally.absent += static_cast<int64_t>(attendance.absent.size());
  if (!Give(attendance, now, Coordinator()).ok()) return;
  const auto* place = program_->FindSlot(key);
  const int minutes =
      SessionMinutes(*step.step, place == nullptr ? nullptr : step.slots[place->slot].overrides);
  Spend(kSelfRole, minutes * present, now);
  Spend(kCoordinatorRole, minutes, now);
  for (const auto& [role, each] : EffortOf(program_->spec(), *step.step)) {
    Spend(role, each * present, now);
  }
}

// Whoever would end by one more absence comes after all, as far as she is resolved to.
bool Player::Comes(const EnrolmentState& enrolment, const std::string& key,
                   const ProgramStep& step) const {
  Chance chance = luck_.Of(enrolment.ordinal(), "comes " + key);
  if (step.step->optional() && !chance.Happens(behaviour_.optional)) return false;
  if (chance.Happens(attendance_)) return true;
  const auto allowed = absences_allowed_.find(step.step->id());
  if (allowed == absences_allowed_.end()) return false;
  const auto missed = missed_.find({enrolment.ordinal(), step.step->id()});
  const int so_far = missed == missed_.end() ? 0 : missed->second;
  return so_far == allowed->second && chance.Happens(behaviour_.resolve);
}

void Player::Work(const Plan& plan) {
  if (!expectations_.IsOpen(plan.owner, plan.key)) return;
  const CohortImage& image = stage_.image();
  if (const uint32_t doer = ParticipantIn(plan.doer.person); doer != 0) {
    const auto stage = image.enrolments.at(doer).stage();
    if (stage == storage::v1::ENROLMENT_STAGE_ENDED) return;
  }
  const std::optional<SlotView> slot = FindSlot(stage_.EvaluationAt(plan.at), plan.owner, plan.key);
  if (!slot || (slot->state != storage::v1::STEP_STATE_OPEN &&
                slot->state != storage::v1::STEP_STATE_SUBMITTED)) {
    return;
  }
  chooser_ = absl::StrCat(plan.doer.person, " ", plan.key, " ");
  done_ = false;
  working_on_ = plan.key;
  if (!Give(RecordOf(*slot, plan.at), plan.at, plan.doer).ok()) return;
  if (done_) {
    for (const auto& [role, minutes] : EffortOf(program_->spec(), *slot->step->step)) {
      Spend(role, role == kSelfRole ? minutes * Subjects(image, plan.owner) : minutes, plan.at);
    }
  } else if (IsReviewed(*slot->step->step)) {
    Add(Plan::kWork, NextCoordinatorDay(plan.at), plan.owner, plan.key, Coordinator());
  }
}

RecordStep Player::RecordOf(const SlotView& slot, absl::Time now) const {
  if (slot.state == storage::v1::STEP_STATE_SUBMITTED && IsReviewed(*slot.step->step)) {
    return ReviewOf(slot);
  }
  const View view = stage_.At(now);
  RecordStep record = WorkOn(view, slot, *this);
  for (const std::string& person : Company(view, slot, NumberOf(slot.key))) {
    record.work.add_with(person);
  }
  return record;
}

void Player::Spend(const std::string& role, int64_t minutes, absl::Time now) {
  if (minutes > 0) tally_.roles[role].minutes[weeks_.Of(now)] += minutes;
}

void Player::Happened(const Event& event) {
  if (transcript_ != nullptr) transcript_->events.push_back(event);
  const OwnerRef owner{event.owner(), event.ordinal()};
  const absl::Time at = FromMicros(event.occurred_at());
  switch (event.kind_case()) {
    case Event::kEnrolmentJoined:
      ++tally_.started;
      return;
    case Event::kEnrolmentEnded: {
      expectations_.End(owner, at);
      EndTally& end = tally_.ends[event.enrolment_ended().end()];
      end.kind = event.enrolment_ended().kind();
      ++end.people;
      if (end.kind == kasvu::v1::END_KIND_COMPLETED) ++tally_.completed;
      return;
    }
    case Event::kLinkEnded:
      return expectations_.End(owner, at);
    case Event::kStepRecorded:
      if (event.step_recorded().state() != storage::v1::STEP_STATE_SUBMITTED) {
        expectations_.Settle(owner, event.step_recorded().key(), at);
      }
      done_ = done_ || (event.step_recorded().key() == working_on_ &&
                        event.step_recorded().state() == storage::v1::STEP_STATE_DONE);
      return;
    case Event::kStepSigned:
      if (!event.step_signed().complete()) return;
      done_ = done_ || event.step_signed().key() == working_on_;
      return expectations_.Settle(owner, event.step_signed().key(), at);
    case Event::kStepMissed:
      return expectations_.Settle(owner, event.step_missed().key(), at);
    case Event::kStepWaived:
      return expectations_.Settle(owner, event.step_waived().key(), at);
    default:
      return;
  }
}

void Player::LeftBefore(const EnrolmentState& enrolment, absl::Time now) {
  const auto group = stage_.image().groups.find(enrolment.group());
  if (group == stage_.image().groups.end()) return;
  const storage::v1::Occurrence* next = nullptr;
  for (const auto& occurrence : group->second.occurrences()) {
    if (occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED) continue;
    if (FromMicros(occurrence.starts_at()) <= now) continue;
    if (next == nullptr || occurrence.starts_at() < next->starts_at()) next = &occurrence;
  }
  if (next != nullptr) ++tally_.stuck[next->key()].left;
}

// Of a requirement that does not hold, every slot that does not count; and what completion still
// waits for.
void Player::KeptBy(uint32_t enrolment, absl::Time now) {
  Evaluation evaluation(stage_.At(now));
  const OwnerRef owner = EnrolmentOf(enrolment);
  std::set<std::string> named;
  for (const kasvu::v1::End& end : program_->spec().ends()) {
    if (end.as() != kasvu::v1::END_KIND_COMPLETED) continue;
    const std::string& track = evaluation.view().image.enrolments.at(enrolment).track();
    if (!end.for_().empty() && end.for_() != track) continue;
    for (const auto& [id, condition] : end.requirements()) {
      if (!Evaluate(evaluation, owner, condition).holds()) StepsIn(condition, named);
    }
  }
  std::set<std::string> kept;
  for (const SlotView& slot : SlotsOf(evaluation, owner)) {
    const std::string& id = slot.step->step->id();
    const bool waited_for = slot.step->required && !slot.step->up_to && !slot.step->rolling &&
                            !slot.optional && !IsSettled(slot.state);
    if (named.contains(id) ? !Counts(slot.state) : waited_for) kept.insert(slot.key);
  }
  for (const std::string& id : named) {
    const ProgramStep* step = program_->FindStep(id);
    if (step != nullptr && step->owner != storage::v1::OWNER_ENROLMENT) kept.insert(id);
  }
  for (const std::string& key : kept) ++tally_.stuck[key].kept;
}

void Player::CountPeople() {
  std::map<std::string, std::set<std::string>> people;
  for (const auto& [ordinal, link] : stage_.image().links) {
    for (const auto& member : link.members()) {
      if (member.enrolment() == 0)
        people[RoleOf(program_->spec(), link.link())].insert(member.person());
    }
  }
  for (auto& [role, load] : tally_.roles) {
    load.people = role == kSelfRole          ? casting_.participants
                  : role == kCoordinatorRole ? 1
                                             : std::max(1, static_cast<int>(people[role].size()));
  }
}

}  // namespace kasvu::workflows
