#include "workflows/calendar/series.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "errors/error.h"

namespace kasvu::workflows {
namespace {

constexpr int kMaxWeeksMoved = 53;
constexpr int kMaxStep = 1000;  // keeps every date of the grid within what dates can hold

absl::Status InvalidSeries(std::string_view why) {
  return Error(absl::StatusCode::kInvalidArgument, "INVALID_SERIES", why);
}

absl::Status TooManySlots() {
  return Error(absl::StatusCode::kOutOfRange, "TOO_MANY_SLOTS",
               absl::StrCat("a series has at most ", kMaxSeriesSlots,
                            " slots; let it end earlier or repeat less often"),
               {{"limit", std::to_string(kMaxSeriesSlots)}});
}

absl::Status NoFreeDay(absl::CivilDay planned) {
  const std::string day = absl::FormatCivilTime(planned);
  return Error(
      absl::StatusCode::kFailedPrecondition, "NO_FREE_DAY",
      absl::StrCat("what is planned for ", day, " and after finds no free day; skip fewer days"),
      {{"day", day}});
}

absl::Status CheckShape(const Series& series) {
  const Period& every = series.every;
  const int units = (every.days != 0) + (every.weeks != 0) + (every.months != 0);
  if (units != 1 || every.days < 0 || every.weeks < 0 || every.months < 0) {
    return InvalidSeries("a series repeats every so many days, weeks or months: give one of them");
  }
  if (every.days > kMaxStep || every.weeks > kMaxStep || every.months > kMaxStep) {
    return InvalidSeries(absl::StrCat("a series repeats at least every ", kMaxStep, " units"));
  }
  if (series.times < 0 || (series.times == 0 && !series.until)) {
    return InvalidSeries("a series ends after a number of times or at a date: give one of them");
  }
  if (series.ordinal < -1 || series.ordinal > 4) {
    return InvalidSeries("an ordinal is 1 to 4, or -1 for the last");
  }
  if (series.weekday && every.days != 0) {
    return InvalidSeries("a series by days has no weekday");
  }
  const bool by_ordinal = series.weekday && every.months != 0;
  if (by_ordinal != (series.ordinal != 0)) {
    return InvalidSeries("an ordinal and a weekday go together in a series by months");
  }
  return absl::OkStatus();
}

absl::CivilDay WeekdayOnOrAfter(absl::CivilDay day, absl::Weekday weekday) {
  return absl::NextWeekday(day - 1, weekday);
}

absl::CivilDay OrdinalWeekday(absl::CivilMonth month, absl::Weekday weekday, int ordinal) {
  if (ordinal == -1) return absl::PrevWeekday(LastDayOf(month) + 1, weekday);
  return WeekdayOnOrAfter(absl::CivilDay(month), weekday) + 7 * (ordinal - 1);
}

// The days that the author's words mean, before any of them is skipped.
class Grid {
 public:
  explicit Grid(const Series& series) : series_(series), first_(series.start) {
    if (!series.weekday) return;
    if (series.ordinal == 0) {
      first_ = WeekdayOnOrAfter(first_, *series.weekday);
    } else if (InMonth(absl::CivilMonth(first_)) < first_) {
      first_ = absl::CivilDay(absl::CivilMonth(first_) + 1);
    }
  }

  absl::CivilDay Day(int place) const {
    const Period& every = series_.every;
    if (series_.ordinal != 0) return InMonth(absl::CivilMonth(first_) + place * every.months);
    return Plus(first_, {place * every.days, place * every.weeks, place * every.months});
  }

 private:
  absl::CivilDay InMonth(absl::CivilMonth month) const {
    return OrdinalWeekday(month, *series_.weekday, series_.ordinal);
  }

  const Series& series_;
  absl::CivilDay first_;
};

}  // namespace

absl::StatusOr<std::vector<Slot>> PlanSeries(const Series& series, const Blackout& blackout,
                                             const Zone& zone) {
  KASVU_RETURN_IF_ERROR(CheckShape(series));
  if (series.times > kMaxSeriesSlots) return TooManySlots();
  const Grid grid(series);
  std::vector<Slot> slots;
  for (int place = 0; series.times == 0 || static_cast<int>(slots.size()) < series.times; ++place) {
    const absl::CivilDay planned = grid.Day(place);
    if (series.until && planned > *series.until) break;
    if (place >= 2 * kMaxSeriesSlots) return NoFreeDay(planned);
    absl::CivilDay day = planned;
    if (series.rolling) {
      if (blackout.Covers(day)) continue;
    } else {
      while (!slots.empty() && day <= slots.back().day) day += 7;
      const absl::CivilDay latest = day + 7 * kMaxWeeksMoved;
      while (blackout.Covers(day)) {
        day += 7;
        if (day > latest) return NoFreeDay(planned);
      }
    }
    if (static_cast<int>(slots.size()) == kMaxSeriesSlots) return TooManySlots();
    slots.push_back({place, planned, day, zone.InstantOf(On(day, series.time))});
  }
  return slots;
}

std::string RollingKey(const Period& every, absl::CivilDay planned) {
  if (every.months != 0) return absl::FormatCivilTime(absl::CivilMonth(planned));
  return absl::FormatCivilTime(planned);
}

}  // namespace kasvu::workflows
