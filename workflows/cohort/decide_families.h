// One decision per command; Decide hands each command to its own. All of them are pure and either
// give the events of the whole command or the error that names the rule, and then nothing.
#pragma once

#include "absl/status/statusor.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/decide.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

using Decided = absl::StatusOr<Decision>;

// decide_cohort.cc
Decided DecideOn(const View& view, const CreateCohort& command, const Doer& doer);
Decided DecideOn(const View& view, const StartCohort& command, const Doer& doer);
Decided DecideOn(const View& view, const RescheduleCohort& command, const Doer& doer);
Decided DecideOn(const View& view, const CloseCohort& command, const Doer& doer);
Decided DecideOn(const View& view, const CancelCohort& command, const Doer& doer);

// decide_group.cc
Decided DecideOn(const View& view, const FormGroups& command, const Doer& doer);
Decided DecideOn(const View& view, const MoveEnrolment& command, const Doer& doer);

// decide_session.cc
Decided DecideOn(const View& view, const MoveSession& command, const Doer& doer);
Decided DecideOn(const View& view, const CancelSession& command, const Doer& doer);

// decide_attendance.cc
Decided DecideOn(const View& view, const RecordAttendance& command, const Doer& doer);

// decide_link.cc
Decided DecideOn(const View& view, const AssignLink& command, const Doer& doer);
Decided DecideOn(const View& view, const RotateLinks& command, const Doer& doer);
Decided DecideOn(const View& view, const EndLink& command, const Doer& doer);
Decided DecideOn(const View& view, const ConsentToLink& command, const Doer& doer);

// decide_enrolment.cc
Decided DecideOn(const View& view, const CreateEnrolments& command, const Doer& doer);
Decided DecideOn(const View& view, const AcceptEnrolments& command, const Doer& doer);
Decided DecideOn(const View& view, const MoveStage& command, const Doer& doer);

// decide_step.cc
Decided DecideOn(const View& view, const RecordStep& command, const Doer& doer);
Decided DecideOn(const View& view, const WaiveStep& command, const Doer& doer);
Decided DecideOn(const View& view, const CorrectStep& command, const Doer& doer);

}  // namespace kasvu::workflows
