#include "workflows/cohort/decide.h"

#include <variant>

#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

// Whose version has the say over a command: the cohort's, unless it is about somebody.
template <typename Other>
OwnerRef SubjectOf(const Other&) {
  return TheCohort();
}
OwnerRef SubjectOf(const MoveSession& command) { return GroupOf(command.group); }
OwnerRef SubjectOf(const CancelSession& command) { return GroupOf(command.group); }
OwnerRef SubjectOf(const RecordAttendance& command) { return GroupOf(command.group); }
OwnerRef SubjectOf(const EndLink& command) { return LinkOf(command.link); }
OwnerRef SubjectOf(const ConsentToLink& command) { return LinkOf(command.link); }
OwnerRef SubjectOf(const MoveStage& command) { return EnrolmentOf(command.enrolment); }
OwnerRef SubjectOf(const RecordStep& command) { return command.owner; }
OwnerRef SubjectOf(const WaiveStep& command) { return command.owner; }
OwnerRef SubjectOf(const CorrectStep& command) { return command.work.owner; }

}  // namespace

absl::StatusOr<Decision> Decide(const View& view, const Command& command, const Doer& doer) {
  return std::visit(
      [&](const auto& one) { return DecideOn(SeenBy(view, SubjectOf(one)), one, doer); }, command);
}

}  // namespace kasvu::workflows
