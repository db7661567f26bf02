// Whether a step can still be worked on.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Whether work that happened at `occurred` can be recorded on the slot, which need not be open yet.
// What only time has settled can still be recorded when it happened before its close. After the end
// of the cohort or of the enrolment only aftercare is. COHORT_OVER, ENROLMENT_ENDED,
// STEP_NOT_APPLICABLE, STEP_SETTLED.
absl::Status CheckRecordable(const View& view, const SlotView& slot, absl::Time occurred);

// Whether the slot can be waived: it is not settled, nor its enrolment ended. The same errors.
absl::Status CheckWaivable(const View& view, const SlotView& slot);

// Corrections are accepted to the end, but not in a cohort that was cancelled. COHORT_OVER.
absl::Status CheckNotCancelled(const View& view);

}  // namespace kasvu::workflows
