// The dates of one participant who starts with the cohort on a certain day, as the cohort's own
// planner has them: in a real calendar, with its holidays and its clocks.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "workflows/cohort/replay.h"
#include "workflows/proof/places.h"

namespace kasvu::workflows {

// Dates of one place; nothing where the template gives none or nobody knows it beforehand.
struct PlaceDates {
  std::optional<absl::Time> open;
  std::optional<absl::Time> due;
  std::optional<absl::Time> close;
  std::optional<absl::Time> ends;  // of a session
};

// The earliest that something can be, and the place that keeps it from being earlier: itself, or
// one that comes before.
struct Earliest {
  absl::Time at = absl::InfinitePast();
  size_t because = 0;
};

// What dates that hang on somebody's work are counted from: on nothing yet, so that they are not
// known, or on its being done as early as it can be.
enum class Pace { kPlanned, kEager };

// Whether there are such dates.
bool DatesHangOnWork(const Program& program);

class CalendarRun {
 public:
  // `places` outlives it. Everybody is accepted long before, links are made on the start date.
  CalendarRun(const ProgrammePlaces& places, const storage::v1::CohortState& cohort,
              Pace pace = Pace::kPlanned);

  absl::CivilDay start() const { return start_; }
  const PlaceDates& Of(size_t place) const { return dates_[place]; }

  // When `place` can settle at the earliest, by its own opening and all that it waits for, a
  // session when it is over.
  Earliest EarliestOf(size_t place);

  // Of work that dates hang on, the instant from which they are counted; nothing of any other
  // place.
  std::optional<absl::Time> DoneAt(size_t place) const { return done_[place]; }

  // What `place` waits for before it can open, dates aside.
  std::vector<size_t> Before(size_t place) const;

 private:
  void ReadDates(const CohortImage& image, absl::Time now);

  const ProgrammePlaces& places_;
  absl::CivilDay start_;
  std::vector<PlaceDates> dates_;
  std::vector<std::optional<Earliest>> earliest_;
  std::vector<std::optional<absl::Time>> done_;
};

}  // namespace kasvu::workflows
