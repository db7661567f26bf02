#include "workflows/cohort/session_plan.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_series.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

using storage::v1::CohortState;
using storage::v1::GroupState;
using storage::v1::Occurrence;

Occurrence OccurrenceOf(const ProgramStep& step, const std::string& key,
                        const kasvu::v1::Item* overrides, std::optional<absl::Time> begins) {
  const kasvu::v1::Session& session = step.step->session();
  Occurrence occurrence;
  occurrence.set_key(key);
  occurrence.set_mode(session.mode());
  int minutes = session.minutes();
  if (overrides != nullptr && overrides->minutes() != 0) minutes = overrides->minutes();
  if (overrides != nullptr && overrides->mode() != kasvu::v1::MODE_UNSPECIFIED) {
    occurrence.set_mode(overrides->mode());
  }
  occurrence.set_state(begins ? storage::v1::OCCURRENCE_STATE_PLANNED
                              : storage::v1::OCCURRENCE_STATE_TENTATIVE);
  if (!begins) return occurrence;
  occurrence.set_starts_at(ToMicros(*begins));
  occurrence.set_ends_at(ToMicros(*begins + absl::Minutes(minutes)));
  return occurrence;
}

Occurrence Mint(const ProgramStep& step, const Slot& slot, const Period& every) {
  const std::string key = absl::StrCat(step.step->id(), "/", RollingKey(every, slot.planned));
  return OccurrenceOf(step, key, nullptr, slot.begins);
}

// A moment just before anything that a minted key can mean.
absl::Time Before(const Program& program, std::string_view key) {
  const std::string day(ItemPart(key));
  absl::CivilDay date;
  absl::CivilMonth month;
  if (!absl::ParseCivilTime(day, &date) && absl::ParseCivilTime(day, &month)) {
    date = absl::CivilDay(month);
  }
  return program.zone().StartOf(date) - absl::Microseconds(1);
}

// The occurrences of `step` in the plan, in the order of the grid: a cohort that was given an
// earlier start has planned earlier ones after later ones.
std::vector<const Occurrence*> MintedOf(const ProgramStep& step, const GroupState& group) {
  std::vector<const Occurrence*> minted;
  for (const Occurrence& occurrence : group.occurrences()) {
    if (StepPart(occurrence.key()) == step.step->id()) minted.push_back(&occurrence);
  }
  std::sort(minted.begin(), minted.end(),
            [](const Occurrence* a, const Occurrence* b) { return a->key() < b->key(); });
  return minted;
}

// The slot of the grid that comes after the last one minted.
std::optional<Slot> NextSlot(const Program& program, const ProgramStep& step, const Series& series,
                             const std::vector<const Occurrence*>& minted, absl::Time formed) {
  const absl::Time after = minted.empty() ? formed : Before(program, minted.back()->key());
  for (const Slot& slot : RollingSlots(series, step.blackout, program.zone(), after, 2)) {
    const bool known =
        !minted.empty() && RollingKey(series.every, slot.planned) <= ItemPart(minted.back()->key());
    if (!known) return slot;
  }
  return std::nullopt;
}

std::optional<Minting> NextOf(const Program& program, const ProgramStep& step, const Series& series,
                              const GroupState& group) {
  const std::vector<const Occurrence*> minted = MintedOf(step, group);
  absl::Time at = FromMicros(group.formed_at());
  const std::optional<Slot> next = NextSlot(program, step, series, minted, at);
  if (!next) return std::nullopt;
  if (minted.size() >= kRollingAhead) {
    const absl::Time before = Before(program, minted[minted.size() - kRollingAhead]->key());
    const auto room = RollingSlots(series, step.blackout, program.zone(), before, 1);
    if (!room.empty()) at = room.front().begins;
  }
  return Minting{Mint(step, *next, series.every), at};
}

}  // namespace

std::vector<Occurrence> PlanSessions(const Program& program, const CohortState& cohort,
                                     absl::Time formed) {
  std::vector<Occurrence> plan;
  SessionSeries sessions(program, cohort);
  for (const ProgramStep& step : program.steps()) {
    if (!step.step->has_session()) continue;
    if (!step.rolling) {
      const auto& beginnings = sessions.BeginningsOf(step);
      for (size_t i = 0; i < step.slots.size(); ++i) {
        plan.push_back(
            OccurrenceOf(step, step.slots[i].key, step.slots[i].overrides, beginnings[i]));
      }
    } else if (const auto series = sessions.GridOf(step)) {
      for (const Slot& slot :
           RollingSlots(*series, step.blackout, program.zone(), formed, kRollingAhead)) {
        plan.push_back(Mint(step, slot, series->every));
      }
    }
  }
  return plan;
}

std::optional<Minting> NextMinting(const Program& program, const CohortState& cohort,
                                   const GroupState& group) {
  std::optional<Minting> next;
  SessionSeries sessions(program, cohort);
  for (const ProgramStep& step : program.steps()) {
    if (!step.step->has_session() || !step.rolling) continue;
    const auto series = sessions.GridOf(step);
    if (!series) continue;
    auto minting = NextOf(program, step, *series, group);
    if (!minting || (cohort.closed_at() != 0 && minting->at >= FromMicros(cohort.closed_at()))) {
      continue;
    }
    if (!next || minting->at < next->at) next = std::move(minting);
  }
  return next;
}

}  // namespace kasvu::workflows
