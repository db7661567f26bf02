// When the steps of a link stand still: while one of its participants is paused, and once all of
// them have left by themselves, for they may come back.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Of the bound links that `after` has, those that stop or go on because that enrolment has become
// what `after` says at `occurred`: LinkPaused with what time had settled since then undone, or
// LinkResumed with the dates of what had time left. A link goes on when the last pause in it ends.
std::vector<storage::v1::Event> LinksAfter(const View& view,
                                           const storage::v1::EnrolmentState& after,
                                           absl::Time occurred);

// LinkPaused for a link that is bound at `occurred` and stands still from then on; none otherwise.
std::vector<storage::v1::Event> PausedWhenBound(const View& view,
                                                const storage::v1::LinkState& link,
                                                absl::Time occurred);

}  // namespace kasvu::workflows
