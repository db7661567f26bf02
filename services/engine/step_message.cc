#include "services/engine/step_message.h"

#include "services/engine/instants.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/public_titles.h"

namespace kasvu::engine {
namespace {

std::string StepKind(const kasvu::v1::Step& step) {
  const auto* kind = step.GetDescriptor()->FindOneofByName("kind");
  const auto* field = step.GetReflection()->GetOneofFieldDescriptor(step, kind);
  return field == nullptr ? std::string() : field->name();
}

std::string ViaWord(kasvu::storage::v1::Via via) {
  switch (via) {
    case kasvu::storage::v1::VIA_WORK:
      return "work";
    case kasvu::storage::v1::VIA_EARLIER_CREDIT:
      return "earlier-credit";
    case kasvu::storage::v1::VIA_MAKE_UP:
      return "make-up";
    case kasvu::storage::v1::VIA_CORRECTION:
      return "correction";
    case kasvu::storage::v1::VIA_TIME:
      return "time";
    default:
      return std::string();
  }
}

}  // namespace

kasvu::v1::StepProgress StepMessage(const std::string& cohort, const workflows::Program& program,
                                    const workflows::SlotView& slot) {
  kasvu::v1::StepProgress message;
  message.set_owner(OwnerName(cohort, slot.owner));
  message.set_step(slot.key);
  if (slot.step != nullptr) {
    *message.mutable_title() = TitleOf(program.index(), slot.key);
    message.set_kind(StepKind(*slot.step->step));
    if (slot.step->phase != nullptr) message.set_phase(slot.step->phase->id());
  }
  message.set_state(PublicState(slot.state));
  message.set_overdue(slot.overdue);
  message.set_optional(slot.optional);
  message.set_escalated(slot.escalated);
  if (slot.open) *message.mutable_open_time() = InstantOf(*slot.open);
  if (slot.due) *message.mutable_due_time() = InstantOf(*slot.due);
  if (slot.close) *message.mutable_close_time() = InstantOf(*slot.close);
  if (slot.settled_at) *message.mutable_occur_time() = InstantOf(*slot.settled_at);
  for (const std::string& key : slot.waits_for) message.add_waits_for(key);
  if (slot.record != nullptr) {
    message.set_via(ViaWord(slot.record->via()));
    message.set_value(slot.record->work().value());
  }
  return message;
}

}  // namespace kasvu::engine
