#include "workflows/cohort/session_series.h"

#include <algorithm>

#include "workflows/cohort/instants.h"
#include "workflows/template/references.h"

namespace kasvu::workflows {
namespace {

std::optional<absl::Weekday> WeekdayOf(std::string_view word) {
  constexpr std::string_view kWords[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
  constexpr absl::Weekday kDays[] = {absl::Weekday::monday,    absl::Weekday::tuesday,
                                     absl::Weekday::wednesday, absl::Weekday::thursday,
                                     absl::Weekday::friday,    absl::Weekday::saturday,
                                     absl::Weekday::sunday};
  for (int i = 0; i < 7; ++i) {
    if (kWords[i] == word) return kDays[i];
  }
  return std::nullopt;
}

LocalTime TimeOf(const Program& program, const kasvu::v1::Session& session) {
  const std::string& time =
      session.time().empty() ? program.spec().calendar().time() : session.time();
  return ParseLocalTime(time).value_or(LocalTime{});
}

// The day on which the grid has its place `place`, whatever is skipped.
std::optional<absl::CivilDay> GridStart(const Series& series, const Zone& zone) {
  Series first = series;
  first.times = 1;
  first.until = std::nullopt;
  first.rolling = false;
  const auto slots = PlanSeries(first, Blackout(), zone);
  if (!slots.ok() || slots->empty()) return std::nullopt;
  return slots->front().planned;
}

// At most `count` of the grid's places that begin after `after` on a free day. The calendar is
// asked for these alone: it works out a year's holidays each time.
std::vector<Slot> FreeSlots(const Series& series, const Blackout& blackout, const Zone& zone,
                            absl::Time after, int count) {
  std::vector<Slot> free;
  const auto places = PlanSeries(series, Blackout(), zone);
  if (!places.ok()) return free;
  for (const Slot& slot : *places) {
    if (free.size() == static_cast<size_t>(count)) break;
    if (slot.begins > after && !blackout.Covers(slot.day)) free.push_back(slot);
  }
  return free;
}

// Whether the grid ends before `times` of its places.
bool Ends(const Series& series, const Zone& zone) {
  const auto places = PlanSeries(series, Blackout(), zone);
  return !places.ok() || static_cast<int>(places->size()) < series.times;
}

}  // namespace

int StepsBetween(const Period& every, absl::CivilDay from, absl::CivilDay to) {
  if (to <= from) return 0;
  if (every.months != 0) {
    return static_cast<int>((absl::CivilMonth(to) - absl::CivilMonth(from)) / every.months);
  }
  return static_cast<int>((to - from) / (every.days + 7 * every.weeks));
}

absl::CivilDay StartDayOf(const storage::v1::CohortState& cohort) {
  return absl::CivilDay(1970, 1, 1) + cohort.start_date();
}

Period PeriodOf(const Program& program, const kasvu::v1::Period& period) {
  return {program.Value(period.days()), program.Value(period.weeks()),
          program.Value(period.months())};
}

Period AmountOf(const Program& program, const kasvu::v1::Moment& moment) {
  return {program.Value(moment.days()), program.Value(moment.weeks()),
          program.Value(moment.months())};
}

const std::string& AnchorOf(const kasvu::v1::Moment& moment) {
  return !moment.at().empty()       ? moment.at()
         : !moment.before().empty() ? moment.before()
                                    : moment.after();
}

absl::CivilDay Moved(const Program& program, const kasvu::v1::Moment& moment, absl::CivilDay day) {
  const Period amount = AmountOf(program, moment);
  return moment.before().empty() ? Plus(day, amount) : Minus(day, amount);
}

std::vector<Slot> RollingSlots(Series series, const Blackout& blackout, const Zone& zone,
                               absl::Time after, int count) {
  series.rolling = true;
  const std::optional<absl::CivilDay> start = GridStart(series, zone);
  if (!start) return {};
  // Two places early, so that nothing is lost to the hour of the day; a grid by months without a
  // weekday cannot begin in the middle, because short months clip its day.
  const bool by_date = series.every.months != 0 && !series.weekday;
  const int passed = std::max(0, StepsBetween(series.every, *start, zone.DayAt(after)) - 2);
  if (!by_date) {
    const Period skipped = {passed * series.every.days, passed * series.every.weeks,
                            passed * series.every.months};
    series.start = series.ordinal == 0 ? Plus(*start, skipped)
                                       : absl::CivilDay(absl::CivilMonth(*start) + skipped.months);
  }
  for (int places = count + 4; places <= kMaxSeriesSlots; places *= 2) {
    series.times = std::min(kMaxSeriesSlots, (by_date ? passed : 0) + places);
    std::vector<Slot> slots = FreeSlots(series, blackout, zone, after, count);
    const bool over = series.times == kMaxSeriesSlots;
    if (over || slots.size() == static_cast<size_t>(count) || Ends(series, zone)) return slots;
  }
  return {};
}

const std::vector<std::optional<absl::Time>>& SessionSeries::BeginningsOf(const ProgramStep& step) {
  const auto known = planned_.find(&step);
  if (known != planned_.end()) return known->second;
  // What asks for its own date on the way gets none.
  planned_[&step].resize(step.slots.size());
  std::vector<std::optional<absl::Time>> planned = Plan(step);
  return planned_[&step] = std::move(planned);
}

std::vector<std::optional<absl::Time>> SessionSeries::Plan(const ProgramStep& step) {
  std::vector<std::optional<absl::Time>> beginnings(step.slots.size());
  const kasvu::v1::Step& written = *step.step;
  if (written.has_every()) {
    if (const auto start = DayOf(written.from(), step, 0)) {
      Series series = ShapeOf(step, *start);
      series.times = static_cast<int>(step.slots.size());
      if (const auto slots = PlanSeries(series, step.blackout, program_.zone()); slots.ok()) {
        for (const Slot& slot : *slots) beginnings[&slot - slots->data()] = slot.begins;
      }
    }
  }
  for (size_t i = 0; i < step.slots.size(); ++i) {
    const kasvu::v1::Item* item = step.slots[i].overrides;
    std::optional<absl::CivilDay> day;
    if (item != nullptr && item->has_at()) {
      day = DayOf(item->at(), step, i);
    } else if (!written.has_every() && written.has_from()) {
      day = DayOf(written.from(), step, i);
    }
    if (day) beginnings[i] = PlanOne(step, *day);
  }
  return beginnings;
}

std::optional<absl::Time> SessionSeries::PlanOne(const ProgramStep& step,
                                                 absl::CivilDay day) const {
  Series series = ShapeOf(step, day);
  series.every = series.ordinal == 0 ? Period{.weeks = 1} : Period{.months = 1};
  series.times = 1;
  const auto slots = PlanSeries(series, step.blackout, program_.zone());
  if (!slots.ok() || slots->empty()) return std::nullopt;
  return slots->front().begins;
}

std::optional<Series> SessionSeries::GridOf(const ProgramStep& step) {
  const auto start = DayOf(step.step->from(), step, 0);
  if (!start) return std::nullopt;
  Series series = ShapeOf(step, *start);
  series.rolling = true;
  if (step.step->has_until()) series.until = DayOf(step.step->until(), step, 0);
  if (const auto closed = InstantIn(cohort_.closed_at())) {
    const absl::CivilDay last = program_.zone().DayAt(*closed);
    if (!series.until || *series.until > last) series.until = last;
  }
  return series;
}

Series SessionSeries::ShapeOf(const ProgramStep& step, absl::CivilDay start) const {
  const kasvu::v1::Session& session = step.step->session();
  Series series{.start = start, .every = PeriodOf(program_, step.step->every())};
  series.time = TimeOf(program_, session);
  if (series.every.days == 0) series.weekday = WeekdayOf(session.weekday());
  // A weekday goes by weeks, or by months together with its place in the month.
  if (series.every.months != 0 && session.ordinal() == 0) series.weekday = std::nullopt;
  if (series.every.weeks == 0 && series.weekday) series.ordinal = session.ordinal();
  return series;
}

std::optional<absl::CivilDay> SessionSeries::DayOf(const kasvu::v1::Moment& moment,
                                                   const ProgramStep& step, size_t slot) {
  const auto day = AnchorDay(AnchorOf(moment), step, slot);
  if (!day) return std::nullopt;
  return Moved(program_, moment, *day);
}

std::optional<absl::CivilDay> SessionSeries::AnchorDay(const std::string& anchor,
                                                       const ProgramStep& step, size_t slot) {
  if (anchor == "start" || anchor == "join") return StartDayOf(cohort_);
  if (anchor == "closed") {
    const auto closed = InstantIn(cohort_.closed_at());
    if (!closed) return std::nullopt;
    return program_.zone().DayAt(*closed);
  }
  if (anchor == "this") {
    const kasvu::v1::Step* base = program_.index().Base(*step.step);
    const ProgramStep* planned = base == nullptr ? nullptr : program_.FindStep(base->id());
    if (planned == nullptr || slot >= step.slots.size()) return std::nullopt;
    return DayOfSlot(*planned, step.slots[slot].item);
  }
  const ProgramStep* other = program_.FindStep(anchor);
  if (other == nullptr) return std::nullopt;
  return DayOfSlot(*other, ItemPart(anchor));
}

std::optional<absl::CivilDay> SessionSeries::DayOfSlot(const ProgramStep& step,
                                                       std::string_view item) {
  if (!step.step->has_session() || step.slots.empty()) return std::nullopt;
  const auto& beginnings = BeginningsOf(step);
  size_t at = item == "last" ? step.slots.size() - 1 : 0;
  if (!item.empty() && item != "last" && item != "first") {
    while (at < step.slots.size() && step.slots[at].item != item) ++at;
  }
  if (at >= beginnings.size() || !beginnings[at]) return std::nullopt;
  return program_.zone().DayAt(*beginnings[at]);
}

}  // namespace kasvu::workflows
