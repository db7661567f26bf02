// How many a cohort takes.
#pragma once

#include "absl/status/status.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Whether `more` participants can be taken in. Those accepted, active and paused hold a place, and
// so does whoever went through to an end; applicants, a waiting list, and who cancelled, withdrew,
// declined or left hold none. COHORT_FULL; always OK where the version has no limit or `more` is 0.
absl::Status PlaceFor(const View& view, int more);

}  // namespace kasvu::workflows
