// When the items of a series are planned. The grid is what the author wrote: a first day and a
// step. What falls on a day to skip gives way, and the rest of the grid stays where it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "workflows/calendar/blackout.h"
#include "workflows/calendar/local_time.h"
#include "workflows/calendar/period.h"
#include "workflows/calendar/zone.h"

namespace kasvu::workflows {

inline constexpr int kMaxSeriesSlots = 1000;

struct Series {
  absl::CivilDay start;
  Period every = {};  // exactly one of days, weeks and months, positive

  // With weeks: the first such weekday on or after start, then every so many weeks. With months:
  // needs `ordinal`, the second (2) or last (-1) such weekday of each month, from start on. Without
  // a weekday: start's own weekday, or its day of the month, clipped in shorter months.
  std::optional<absl::Weekday> weekday = std::nullopt;
  int ordinal = 0;  // 1–4 or -1; 0 is none

  LocalTime time = {};

  // At least one of them is given, and whichever is reached first ends the series.
  int times = 0;                                       // so many items
  std::optional<absl::CivilDay> until = std::nullopt;  // last day of the grid, included

  // Finite (false): an item on a day to skip moves on by a week until its day is free and later
  // than the item before, so that items keep their order and no two share a day. Rolling (true):
  // such a slot drops, and its place on the grid stays empty.
  bool rolling = false;
};

struct Slot {
  int place = 0;           // on the grid, from 0; has holes where a rolling slot dropped
  absl::CivilDay planned;  // by the grid
  absl::CivilDay day;      // on which it is; another than `planned` when it moved
  absl::Time begins;

  bool moved() const { return day != planned; }
};

// The slots in order, at most 1000. INVALID_ARGUMENT with INVALID_SERIES for a shape that the
// comments above do not allow, OUT_OF_RANGE with TOO_MANY_SLOTS beyond the limit, and
// FAILED_PRECONDITION with NO_FREE_DAY when an item found none in a year of weeks, or when nearly
// all slots of a rolling series dropped.
absl::StatusOr<std::vector<Slot>> PlanSeries(const Series& series, const Blackout& blackout,
                                             const Zone& zone);

// The key under which a rolling series mints a slot, from its grid day: "2026-11" when it goes by
// months, "2026-11-17" otherwise. It never changes, wherever the session is moved to later.
std::string RollingKey(const Period& every, absl::CivilDay planned);

}  // namespace kasvu::workflows
