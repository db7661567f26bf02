// What people see and what they plan to do about it.

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots_to_do.h"
#include "workflows/simulation/coordination.h"
#include "workflows/simulation/people.h"
#include "workflows/simulation/player.h"

namespace kasvu::workflows {
namespace {

using storage::v1::StepState;

constexpr int kMorning = 8 * 60;  // minutes of the day
constexpr int kEvening = 20 * 60;
constexpr int kCoordinatorsHour = 10 * 60;

bool IsOpen(StepState state) {
  return state == storage::v1::STEP_STATE_OPEN || state == storage::v1::STEP_STATE_SUBMITTED;
}

bool IsNeeded(const ProgramStep& step) { return !step.step->optional() || step.awaited; }

// A part of `whole`, evenly drawn.
absl::Duration PartOf(absl::Duration whole, Chance& chance) {
  return absl::Seconds(absl::ToInt64Seconds(whole) * chance.Below(kWhole) / kWhole);
}

}  // namespace

void Player::LookAtConcerned(absl::Time now) {
  for (const OwnerRef owner : stage_.TakeConcerned()) {
    if (owner.owner == storage::v1::OWNER_GROUP) PlanSessions(owner);
    LookAt(stage_.EvaluationAt(now), owner);
  }
}

void Player::LookAt(Evaluation& evaluation, OwnerRef owner) {
  const View& view = evaluation.view();
  if (IsOver(view.image.cohort)) return;
  if (owner.owner == storage::v1::OWNER_ENROLMENT) {
    const auto stage = view.image.enrolments.at(owner.ordinal).stage();
    if (stage != storage::v1::ENROLMENT_STAGE_ACCEPTED &&
        stage != storage::v1::ENROLMENT_STAGE_ACTIVE) {
      return;
    }
  }
  if (owner.owner == storage::v1::OWNER_LINK &&
      view.image.links.at(owner.ordinal).stage() != storage::v1::LINK_STAGE_BOUND) {
    return;
  }
  absl::Time next = absl::InfiniteFuture();
  for (const SlotView& slot : SlotsToDo(evaluation, owner)) {
    if (IsOpen(slot.state)) {
      const absl::Time due = slot.due.value_or(absl::InfiniteFuture());
      if (expectations_.Open(owner, slot.key, due)) PlanWork(view, slot);
    } else if (slot.state == storage::v1::STEP_STATE_PENDING && slot.open > view.now) {
      next = std::min(next, *slot.open);
    }
  }
  if (next == absl::InfiniteFuture()) return;
  const auto [look, fresh] = looks_.emplace(owner, next);
  if (!fresh && look->second <= next) return;
  look->second = next;
  Add(Plan::kLook, next, owner);
}

void Player::PlanSessions(OwnerRef group) {
  for (const auto& occurrence : stage_.image().groups.at(group.ordinal).occurrences()) {
    if (occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED) continue;
    int64_t& held = sessions_[{group.ordinal, occurrence.key()}];
    if (held == occurrence.ends_at()) continue;
    held = occurrence.ends_at();
    Add(Plan::kSession, FromMicros(held), group, occurrence.key());
  }
}

void Player::PlanWork(const View& view, const SlotView& slot) {
  for (Doer& doer : ActorsOf(view, slot)) {
    const std::optional<absl::Time> at = WhenDoes(slot, doer, view.now);
    if (at) Add(Plan::kWork, *at, slot.owner, slot.key, std::move(doer));
  }
}

std::optional<absl::Time> Player::WhenDoes(const SlotView& slot, const Doer& doer,
                                           absl::Time now) const {
  if (doer.person == Coordinator().person) return NextCoordinatorDay(now);
  Chance chance = luck_.Of(static_cast<uint64_t>(slot.owner.owner) << 32 | slot.owner.ordinal,
                           absl::StrCat(doer.person, " ", slot.key));
  const bool participates = ParticipantIn(doer.person) != 0;
  const bool needed = IsNeeded(*slot.step);
  if (needed && chance.Happens(participates ? behaviour_.forgets : kWhole - behaviour_.diligence)) {
    return std::nullopt;
  }
  if (!needed && !chance.Happens(behaviour_.optional)) return std::nullopt;

  const bool in_time = chance.Happens(behaviour_.in_time);
  const absl::Duration late = absl::Hours(
      24 * (1 + static_cast<int>(chance.Below(static_cast<uint32_t>(std::max(
                    1, participates ? behaviour_.late_days : behaviour_.mentors_late_days))))));
  absl::Time at = now;
  if (slot.due && *slot.due > now) {
    at = in_time ? now + PartOf(*slot.due - now, chance) : *slot.due + late;
  } else if (slot.due) {
    at = now + late;
  } else if (slot.step->up_to && season_end_ > start_) {
    const int64_t slots = static_cast<int64_t>(slot.step->slots.size());
    at = now + PartOf((season_end_ - start_) / (slots + 1), chance) +
         (NumberOf(slot.key) > 1 ? (season_end_ - start_) / (2 * (slots + 1)) : absl::Duration());
  } else {
    at = now + PartOf(absl::Hours(24 * std::max(1, behaviour_.within_days)), chance);
  }
  const absl::Time by_day = InWakingHours(at, chance);
  const bool still_in_time = by_day > now && (!slot.due || at >= *slot.due || by_day < *slot.due);
  return still_in_time ? by_day : at;
}

absl::Time Player::InWakingHours(absl::Time day, Chance& chance) const {
  const int minute = kMorning + static_cast<int>(chance.Below(kEvening - kMorning));
  return program_->zone().InstantOf(absl::CivilMinute(program_->zone().DayAt(day)) + minute);
}

absl::Time Player::NextCoordinatorDay(absl::Time from) const {
  const Zone& zone = program_->zone();
  absl::CivilDay day = zone.DayAt(from);
  if (absl::GetWeekday(day) != behaviour_.coordinator_day) {
    day = absl::NextWeekday(day, behaviour_.coordinator_day);
  }
  const absl::Time at = zone.InstantOf(absl::CivilMinute(day) + kCoordinatorsHour);
  return at >= from ? at : zone.InstantOf(absl::CivilMinute(day + 7) + kCoordinatorsHour);
}

int Player::OnScale(const kasvu::v1::Question& question, int count) const {
  std::vector<int32_t> weights;
  const size_t given = behaviour_.scale.size();
  for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
    weights.push_back(behaviour_.scale[i * given / static_cast<size_t>(count)]);
  }
  return static_cast<int>(luck_.Of(0, chooser_ + question.id()).Weighted(weights));
}

int Player::OfOptions(const kasvu::v1::Question& question) const {
  std::vector<int32_t> weights;
  const auto given = behaviour_.choices.find(question.id());
  for (const auto& option : question.choice().options()) {
    weights.push_back(WeightOf(given, option.id(), 1));
  }
  return static_cast<int>(luck_.Of(0, chooser_ + question.id()).Weighted(weights));
}

int Player::OfValues(const kasvu::v1::Step& step) const {
  std::vector<int32_t> weights;
  const auto given = behaviour_.choices.find(step.id());
  for (const std::string& value : step.decision().values()) {
    weights.push_back(WeightOf(given, value, weights.empty() ? 1 : 0));
  }
  return static_cast<int>(luck_.Of(0, chooser_ + step.id()).Weighted(weights));
}

int32_t Player::WeightOf(
    std::map<std::string, std::map<std::string, int32_t>>::const_iterator given,
    const std::string& option, int32_t otherwise) const {
  if (given == behaviour_.choices.end()) return otherwise;
  const auto weight = given->second.find(option);
  return weight == given->second.end() ? 0 : weight->second;
}

}  // namespace kasvu::workflows
