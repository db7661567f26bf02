#include "workflows/proof/workload.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "workflows/calendar/period.h"
#include "workflows/cohort/session_series.h"
#include "workflows/cohort/slot_items.h"
#include "workflows/proof/calendar_faults.h"
#include "workflows/proof/run_words.h"
#include "workflows/template/effort.h"

namespace kasvu::workflows {
namespace {

constexpr int64_t kParts = 1000;  // of a minute, so that nothing depends on rounding
constexpr int kCoordinatorMinutes = 450;
constexpr size_t kStepsTold = 3;
constexpr int kMaxBases = 8;
constexpr int kDaysAhead = 364;

int LimitOf(const kasvu::v1::TemplateSpec& spec, const std::string& who) {
  const auto given = spec.workload().find(who);
  if (given != spec.workload().end()) return given->second;
  return who == kCoordinatorRole ? kCoordinatorMinutes : 0;
}

// Weeks of the cohort: 1 begins on its start date.
int WeekOf(absl::CivilDay start, absl::CivilDay day) {
  const int64_t days = day - start;
  return static_cast<int>(days >= 0 ? days / 7 : -((6 - days) / 7)) + 1;
}

class Adder {
 public:
  using Weeks = std::map<std::string, std::map<int, std::map<std::string, int64_t>>>;

  Adder(const ProgrammePlaces& places, CalendarRun& run) : places_(places), run_(run) {
    for (size_t place = 0; place < places.all().size(); ++place) {
      for (const auto& date : {run.Of(place).open, run.Of(place).due}) {
        if (date) last_ = std::max(last_, DayOf(*date));
      }
    }
    // A rolling programme goes on, as does one without planned days; a year of it is looked at.
    const bool rolls = std::any_of(places.all().begin(), places.all().end(),
                                   [](const Place& place) { return place.slot == nullptr; });
    if (rolls || last_ <= run.start()) last_ = std::max(last_, run.start() + kDaysAhead);
  }

  Weeks Run() {
    for (size_t place = 0; place < places_.all().size(); ++place) Add(place);
    return std::move(weeks_);
  }

 private:
  const kasvu::v1::TemplateSpec& spec() const { return places_.program().spec(); }
  absl::CivilDay DayOf(absl::Time at) const {
    return places_.program().zone().DayAt(at - absl::Microseconds(1));
  }

  void Add(size_t place) {
    const Place& at = places_.at(place);
    const kasvu::v1::Step& step = *at.step->step;
    if (step.on_end_size() > 0) return;
    const auto [from, until] = Window(place);
    const kasvu::v1::Item* item = at.slot == nullptr ? nullptr : at.slot->overrides;
    const int together = SessionMinutes(step, item);
    Spread(kSelfRole, at, from, until, together);
    Spread(kCoordinatorRole, at, from, until, together);
    for (const auto& [who, minutes] : EffortOf(spec(), step)) {
      Spread(who, at, from, until, minutes * Times(who, *at.step));
    }
  }

  // Of a rolling series: from one item to the next, and a session on its first day.
  std::pair<absl::CivilDay, absl::CivilDay> Lap(const Place& at) const {
    const ProgramStep* base = at.step;
    for (int depth = 0; depth < kMaxBases && base != nullptr && !base->step->has_every(); ++depth) {
      base = BaseOf(places_.program(), *base);
    }
    if (at.step->step->has_session() || base == nullptr) return {run_.start(), run_.start()};
    const Period every = PeriodOf(places_.program(), base->step->every());
    return {run_.start(), std::max(run_.start(), Plus(run_.start(), every) - 1)};
  }

  // From the first day on which it can be done to the last one.
  std::pair<absl::CivilDay, absl::CivilDay> Window(size_t place) {
    const Place& at = places_.at(place);
    if (at.slot == nullptr) return Lap(at);
    // Of what may be recorded so often, all have the dates of the first.
    const size_t begin = places_.Of(*at.step).begin;
    while (at.step->up_to && place > begin &&
           BaseItemOf(places_.at(place - 1).item()) == BaseItemOf(at.item())) {
      --place;
    }
    const PlaceDates& dates = run_.Of(place);
    const auto& ends = dates.due ? dates.due : dates.close;
    if (at.step->step->has_session()) {
      if (!dates.open) return {run_.start(), last_};
      const absl::CivilDay day = places_.program().zone().DayAt(*dates.open);
      return {day, day};
    }
    const absl::CivilDay until = ends ? DayOf(*ends) : last_;
    const absl::Time earliest = run_.EarliestOf(place).at;
    const absl::CivilDay from =
        earliest == absl::InfinitePast() ? run_.start() : places_.program().zone().DayAt(earliest);
    return {std::min(from, until), until};
  }

  // How often one person does it.
  int Times(const std::string& who, const ProgramStep& step) const {
    const bool own =
        step.owner == storage::v1::OWNER_ENROLMENT || step.owner == storage::v1::OWNER_LINK;
    if (who == kSelfRole || !own) return 1;
    const kasvu::v1::People& people = spec().people();
    if (who == kCoordinatorRole) {
      return std::max(1, people.group().max() > 0 ? people.group().max() : people.cohort().max());
    }
    const auto role = people.roles().find(who);
    return role == people.roles().end() ? 1 : std::max(1, role->second.capacity());
  }

  void Spread(const std::string& who, const Place& at, absl::CivilDay from, absl::CivilDay until,
              int minutes) {
    if (minutes <= 0) return;
    const int first = WeekOf(run_.start(), from), last = WeekOf(run_.start(), until);
    for (int week = first; week <= last; ++week) {
      weeks_[who][week][at.step->step->id()] += minutes * kParts / (last - first + 1);
    }
  }

  const ProgrammePlaces& places_;
  CalendarRun& run_;
  absl::CivilDay last_;
  Weeks weeks_;
};

// The steps of a week, those with the most minutes first.
std::vector<std::pair<std::string, int64_t>> Sorted(const std::map<std::string, int64_t>& steps) {
  std::vector<std::pair<std::string, int64_t>> sorted(steps.begin(), steps.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

std::string Minutes(int64_t parts) { return absl::StrCat((parts + kParts / 2) / kParts); }

}  // namespace

void Workload::Add(const ProgrammePlaces& places, CalendarRun& run, const ParamValues& params) {
  for (auto& [who, weeks] : Adder(places, run).Run()) {
    for (auto& [week, steps] : weeks) {
      int64_t sum = 0;
      for (const auto& [step, parts] : steps) sum += parts;
      Peak& peak = peaks_[who];
      if (sum > peak.sum) peak = {sum, week, std::move(steps), run.start(), params};
    }
  }
}

void Workload::Tell(const TemplateIndex& index, Report& report, kasvu::v1::Proof& proof) const {
  for (const auto& [who, peak] : peaks_) {
    const int limit = LimitOf(index.spec(), who);
    const auto steps = Sorted(peak.steps);
    kasvu::v1::PeakWorkload& told = *proof.add_workloads();
    told.set_who(who);
    told.set_minutes(static_cast<int>((peak.sum + kParts / 2) / kParts));
    told.set_week(peak.week);
    told.set_limit(limit);
    for (size_t i = 0; i < std::min(kStepsTold, steps.size()); ++i) {
      told.add_steps(steps[i].first);
    }
    if (limit == 0 || peak.sum <= limit * kParts) continue;
    std::vector<RunEvent> events = {Starts(peak.start, peak.params)};
    RunEvent week{"week-of", {{"week", absl::StrCat(peak.week)}}};
    SetDate(week, "date", peak.start + 7 * (peak.week - 1));
    events.push_back(std::move(week));
    for (size_t i = 0; i < std::min(kStepsTold, steps.size()); ++i) {
      RunEvent event{"minutes-of", {{"minutes", Minutes(steps[i].second)}}};
      SetStep(event, "step", *index.Find(steps[i].first)->step);
      events.push_back(std::move(event));
    }
    events.push_back(
        {"minutes-together", {{"minutes", Minutes(peak.sum)}, {"limit", absl::StrCat(limit)}}});
    report.AddRun("too-much-work", index.Find(steps.front().first)->path,
                  {{"who", who},
                   {"minutes", Minutes(peak.sum)},
                   {"limit", absl::StrCat(limit)},
                   {"week", absl::StrCat(peak.week)},
                   {"id", steps.front().first}},
                  std::move(events));
  }
}

}  // namespace kasvu::workflows
