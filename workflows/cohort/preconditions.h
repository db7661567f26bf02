// What most commands ask before anything else: is the cohort still going on, is there such a group
// or enrolment, may it have happened then. And how an event begins.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Whether the cohort has been closed (its aftercare may go on) or cancelled.
bool IsOver(const storage::v1::CohortState& cohort);

// COHORT_OVER when it is.
absl::Status GoesOn(const View& view);

// ENROLMENT_NOT_FOUND. The pointer is into the view's image and never null.
absl::StatusOr<const storage::v1::EnrolmentState*> EnrolmentIn(const View& view, uint32_t ordinal);

// GROUP_NOT_FOUND. The pointer is into the view's image and never null.
absl::StatusOr<const storage::v1::GroupState*> GroupIn(const View& view, uint32_t ordinal);

// When something happened: `occurred`, or now. OCCURRED_IN_FUTURE; OCCURRED_TOO_EARLY when that is
// more than 366 days before the cohort was created: a slip of the pen, not a late entry.
absl::StatusOr<absl::Time> OccurredAt(const View& view, const std::optional<absl::Time>& occurred);

// Whether `doer` acts for the whole cohort: its coordinator, or the operator.
bool Coordinates(const Doer& doer);

// An event of `owner` at `occurred`, whose kind is still to be set.
storage::v1::Event EventOf(OwnerRef owner, absl::Time occurred);

// Owners in short.
OwnerRef TheCohort();
OwnerRef GroupOf(uint32_t ordinal);
OwnerRef LinkOf(uint32_t ordinal);
OwnerRef EnrolmentOf(uint32_t ordinal);

}  // namespace kasvu::workflows
