// What follows from work on a step beyond the step itself: facts, means, what it makes up for, and
// what others share.
#pragma once

#include <vector>

#include "kasvu/storage/v1/event.pb.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// FactWritten for every fact that the step writes: the option chosen, the value decided (on each
// enrolment that a decision is about), or that the outcome came. `at`: since when they hold.
void AddFacts(const View& view, const SlotView& slot, const storage::v1::Work& work, absl::Time at,
              std::vector<storage::v1::Event>& events);

// FactWritten with its default for everybody whom the decision was about before and is not any
// more.
void AddForgotten(const View& view, const SlotView& slot, const storage::v1::Work& before,
                  const storage::v1::Work& after, absl::Time at,
                  std::vector<storage::v1::Event>& events);

// AggregateChanged for every mean over the step's answers, of the group or the cohort. Takes back
// what `before` (may be null) added and adds what `after` (may be null) has.
void AddAggregates(const View& view, const SlotView& slot, const storage::v1::Work* before,
                   const storage::v1::Work* after, absl::Time at,
                   std::vector<storage::v1::Event>& events);

// StepMadeUp for the item that was missed, when it still is.
void AddMadeUp(const View& view, const SlotView& slot, absl::Time at,
               std::vector<storage::v1::Event>& events);

// The same outcome on each enrolment that shares it, with all others in `shared_with`, so that it
// can be counted once. Nobody's words go along. Those who have as many as there may be, or to whom
// it does not apply, are left out.
void AddShared(const View& view, const SlotView& slot, const storage::v1::Work& work, absl::Time at,
               std::vector<storage::v1::Event>& events);

// Attendance counts of a session held before, after somebody's own was corrected to or from
// present.
void AddRecount(const View& view, const SlotView& slot, storage::v1::StepState after,
                std::vector<storage::v1::Event>& events);

}  // namespace kasvu::workflows
