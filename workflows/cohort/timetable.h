// From the moments of a version to instants, by the dates of one cohort: civil days in its zone
// first, instants last.
#pragma once

#include <optional>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "workflows/cohort/evaluation.h"

namespace kasvu::workflows {

// Which end of a day a date means: 00:00, or 24:00 for what is due or closes.
enum class DayEdge { kStart, kEnd };

// The instant of `moment` as it stands in a step of `owner`, for the slot `item` (empty for a
// single step). With an amount, or with an anchor that is a whole day (start, join, end …): the
// edge of the civil day. Without an amount an anchor that has an hour, such as a session, is that
// instant itself. Nothing while the anchor has no date: a step that is not settled, a link that is
// not bound, an enrolment that has not ended.
std::optional<absl::Time> InstantOf(Evaluation& evaluation, OwnerRef owner,
                                    const kasvu::v1::Moment& moment, const ProgramStep& step,
                                    std::string_view item, DayEdge edge);

// The date of one slot itself: of a session its occurrence's start as it is planned now, of an item
// with `at` or on a grid the start of its day, of anything else when it settled. Nothing when that
// is not known yet. Without a group the dates are those that a group formed now would get; for the
// cohort, and for a link outside of groups, the latest over all groups.
std::optional<absl::Time> DateOf(Evaluation& evaluation, OwnerRef owner, const ProgramStep& step,
                                 std::string_view item);

// When the enrolment joined, or will as far as is known: the later of its acceptance and the
// cohort's start, by hand or by its date.
absl::Time JoinOf(const Program& program, const storage::v1::CohortState& cohort,
                  const storage::v1::EnrolmentState& enrolment);

// 00:00 of the cohort's start date in its zone: the anchor `start`, whenever it really began.
absl::Time StartOf(const Program& program, const storage::v1::CohortState& cohort);

}  // namespace kasvu::workflows
