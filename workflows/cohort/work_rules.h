// Whether what somebody records is the right work for a step, and what of it is kept.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// The step's kind as people read it: `survey`.
std::string KindOf(const kasvu::v1::Step& step);

// Whether the step's work, once handed in, waits for somebody to approve it or send it back: one
// that may be returned and that participants do themselves.
bool IsReviewed(const kasvu::v1::Step& step);

// WRONG_WORK unless that kind of work is recorded on the step. A review is recorded on what waits
// for one, on what somebody `by` a link or role reviews, and on a decision that may be returned.
absl::Status CheckKind(const SlotView& slot, WorkKind kind);

// The work as it is kept, checked against the step: what was left out is filled in from the
// version (minutes, mode, whom one met), what the step does not record is refused. WRONG_WORK,
// FIELD_REQUIRED, ANSWER_INVALID, VALUE_UNKNOWN, QUOTA_EXCEEDED, ENROLMENT_NOT_FOUND,
// ENROLMENT_ENDED.
absl::StatusOr<storage::v1::Work> CheckedWork(const View& view, const SlotView& slot,
                                              const RecordStep& command, absl::Time occurred);

}  // namespace kasvu::workflows
