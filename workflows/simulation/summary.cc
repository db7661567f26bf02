#include "workflows/simulation/summary.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "workflows/simulation/interval.h"
#include "workflows/simulation/weeks.h"
#include "workflows/template/effort.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Text;

std::string Date(absl::CivilDay day) { return absl::FormatCivilTime(day); }

// What the item of a series is called, else the step.
Text TitleOf(const Program& program, const std::string& key) {
  if (const auto* place = program.FindSlot(key)) {
    const ProgramStep& step = program.steps()[place->step];
    const kasvu::v1::Item* item = step.slots[place->slot].overrides;
    if (item != nullptr && !item->title().by_language().empty()) return item->title();
  }
  const ProgramStep* step = program.FindStep(key);
  return step == nullptr ? Text() : step->step->title();
}

// How many completed in the run that is as far from the worst as `part` of a hundred runs.
int Percentile(const Tally& tally, int64_t percent) {
  const int64_t rank = (tally.runs * percent + 99) / 100;
  int64_t seen = 0;
  for (const auto& [completed, runs] : tally.runs_by_completed) {
    seen += runs;
    if (seen >= std::max<int64_t>(rank, 1)) return completed;
  }
  return 0;
}

void AddEnds(const Program& program, const Tally& tally, kasvu::v1::Rehearsal& told) {
  const auto add = [&](const std::string& id, const EndTally& end, const Text& title) {
    auto& one = *told.add_ends();
    one.set_end(id);
    one.set_kind(end.kind);
    *one.mutable_title() = title;
    one.set_people(end.people);
  };
  std::map<std::string, EndTally> others = tally.ends;
  for (const kasvu::v1::End& end : program.spec().ends()) {
    const auto found = others.find(end.id());
    EndTally sum{end.as(), 0};
    if (found != others.end()) sum = found->second;
    add(end.id(), sum, end.title());
    if (found != others.end()) others.erase(found);
  }
  for (const auto& [id, end] : others) add(id, end, {});
}

void AddStuck(const Program& program, const Tally& tally, kasvu::v1::Rehearsal& told) {
  std::vector<std::pair<std::string, StuckTally>> steps(tally.stuck.begin(), tally.stuck.end());
  std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
    return a.second.left + a.second.kept > b.second.left + b.second.kept;
  });
  for (const auto& [key, sum] : steps) {
    auto& step = *told.add_stuck();
    step.set_key(key);
    *step.mutable_title() = TitleOf(program, key);
    step.set_left(sum.left);
    step.set_kept(sum.kept);
  }
}

void AddSessions(const Program& program, const Tally& tally, kasvu::v1::Rehearsal& told) {
  std::vector<std::pair<std::string, SessionTally>> sessions(tally.sessions.begin(),
                                                             tally.sessions.end());
  std::stable_sort(sessions.begin(), sessions.end(),
                   [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  for (const auto& [key, sum] : sessions) {
    auto& session = *told.add_sessions();
    session.set_key(key);
    *session.mutable_title() = TitleOf(program, key);
    session.set_held(sum.held);
    session.set_present(sum.present);
    session.set_absent(sum.absent);
    session.set_gone(sum.gone);
  }
}

void AddWeeks(const Weeks& weeks, const Tally& tally, kasvu::v1::Rehearsal& told) {
  if (tally.overdue.empty()) return;
  const int last = tally.overdue.rbegin()->first;
  for (int week = std::min(1, tally.overdue.begin()->first); week <= last; ++week) {
    auto& one = *told.add_weeks();
    one.set_week(week);
    one.set_begins(Date(weeks.BeginningOf(week)));
    const auto found = tally.overdue.find(week);
    one.set_overdue(found == tally.overdue.end() ? 0 : found->second);
  }
}

void AddRole(const Program& program, const std::string& role, const Tally& tally,
             kasvu::v1::Rehearsal& told) {
  const auto found = tally.roles.find(role);
  if (found == tally.roles.end()) return;
  auto& one = *told.add_roles();
  one.set_role(role);
  const auto& roles = program.spec().people().roles();
  if (const auto known = roles.find(role); known != roles.end()) {
    *one.mutable_title() = known->second.title();
  }
  one.set_people(found->second.people);
  for (const auto& [week, minutes] : found->second.minutes) {
    auto& sum = *one.add_weeks();
    sum.set_week(week);
    sum.set_minutes(minutes);
    one.set_minutes(one.minutes() + minutes);
    if (minutes <= one.peak_minutes()) continue;
    one.set_peak_week(week);
    one.set_peak_minutes(minutes);
  }
}

}  // namespace

kasvu::v1::Rehearsal SummaryOf(const Program& program, const Casting& casting, int runs,
                               const Tally& tally) {
  const Weeks weeks(program.zone(), absl::CivilDay(1970, 1, 1) + casting.cohort.start_date());
  kasvu::v1::Rehearsal told;
  *told.mutable_title() = program.spec().title();
  told.set_participants(casting.participants);
  told.set_groups(casting.groups);
  told.set_runs(runs);
  told.set_seed(casting.seed);
  told.set_start_date(Date(weeks.start()));
  told.set_accepted(tally.accepted);
  told.set_started(tally.started);
  told.set_completed(tally.completed);
  *told.mutable_completion() = ShareOf(tally.completed, tally.started);
  told.set_completed_low(Percentile(tally, 5));
  told.set_completed_high(Percentile(tally, 95));
  if (program.spec().has_engaged()) {
    told.set_engaged(tally.engaged);
    *told.mutable_engagement() = ShareOf(tally.engaged, tally.started);
  }
  AddEnds(program, tally, told);
  AddStuck(program, tally, told);
  AddSessions(program, tally, told);
  AddWeeks(weeks, tally, told);
  AddRole(program, kCoordinatorRole, tally, told);
  for (const auto& [role, load] : tally.roles) {
    if (role != kCoordinatorRole && role != kSelfRole) AddRole(program, role, tally, told);
  }
  AddRole(program, kSelfRole, tally, told);
  return told;
}

}  // namespace kasvu::workflows
