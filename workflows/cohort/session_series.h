// The days on which a version's sessions stand in the plan, before anybody moves one.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "workflows/calendar/series.h"
#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// The first day of the cohort: what the anchor `start` means.
absl::CivilDay StartDayOf(const storage::v1::CohortState& cohort);

// What `number`s of a period amount to for the cohort of `program`.
Period PeriodOf(const Program& program, const kasvu::v1::Period& period);
Period AmountOf(const Program& program, const kasvu::v1::Moment& moment);

// The word of the anchor, whichever of at, before and after it stands in.
const std::string& AnchorOf(const kasvu::v1::Moment& moment);

// `day` and the amount of `moment`, before or after it.
absl::CivilDay Moved(const Program& program, const kasvu::v1::Moment& moment, absl::CivilDay day);

// How many whole steps of a grid lie between two days; 0 when `to` comes first.
int StepsBetween(const Period& every, absl::CivilDay from, absl::CivilDay to);

// At most `count` slots of a rolling grid that begin after `after`, in order; `series` says where
// it starts and when it ends. Fast however long the grid has run. None when its shape is wrong.
std::vector<Slot> RollingSlots(Series series, const Blackout& blackout, const Zone& zone,
                               absl::Time after, int count);

// Plans the sessions of one cohort, of which it reads the start date and the close alone
// (imagined_sessions.h keeps its plans by those). Short-lived; remembers what it has worked out.
class SessionSeries {
 public:
  SessionSeries(const Program& program, const storage::v1::CohortState& cohort)
      : program_(program), cohort_(cohort) {}

  // When each slot of a finite session step begins, in the order of its slots; nothing where the
  // version gives no date.
  const std::vector<std::optional<absl::Time>>& BeginningsOf(const ProgramStep& step);

  // The grid of a rolling session step, with its end; nothing when its beginning has no date.
  std::optional<Series> GridOf(const ProgramStep& step);

 private:
  std::vector<std::optional<absl::Time>> Plan(const ProgramStep& step);
  std::optional<absl::Time> PlanOne(const ProgramStep& step, absl::CivilDay day) const;
  std::optional<absl::CivilDay> DayOf(const kasvu::v1::Moment& moment, const ProgramStep& step,
                                      size_t slot);
  std::optional<absl::CivilDay> AnchorDay(const std::string& anchor, const ProgramStep& step,
                                          size_t slot);
  std::optional<absl::CivilDay> DayOfSlot(const ProgramStep& step, std::string_view item);
  Series ShapeOf(const ProgramStep& step, absl::CivilDay start) const;

  const Program& program_;
  const storage::v1::CohortState& cohort_;
  std::map<const ProgramStep*, std::vector<std::optional<absl::Time>>> planned_;
};

}  // namespace kasvu::workflows
