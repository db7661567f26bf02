// A step that nobody has to do.
#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/step_access.h"
#include "workflows/cohort/step_key.h"

namespace kasvu::workflows {

Decided DecideOn(const View& view, const WaiveStep& command, const Doer& doer) {
  KASVU_ASSIGN_OR_RETURN(const SlotView slot, SlotFor(view, command.owner, command.key));
  if (!Coordinates(doer)) return NotYoursToDo("a step is waived by the coordinator");
  KASVU_RETURN_IF_ERROR(CheckWaivable(view, slot));
  storage::v1::Event event = EventOf(slot.owner, view.now);
  event.mutable_step_waived()->set_key(slot.key);
  event.mutable_step_waived()->set_reason(command.reason);
  return Decision{{std::move(event)}, {}};
}

}  // namespace kasvu::workflows
