#include "services/engine/reads/step_progress.h"

#include <optional>

#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/public_titles.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/work_rules.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::StepProgress;
using storage::v1::StepRecord;
using workflows::SlotView;

std::string ValueOf(const StepRecord& record, uint32_t subject) {
  const auto own = record.work().decided().find(subject);
  return own == record.work().decided().end() ? record.work().value() : own->second;
}

// When it happened; of what is partly signed or under review, when that was last added to.
std::optional<absl::Time> OccurredAt(const SlotView& slot) {
  if (slot.settled_at) return slot.settled_at;
  if (slot.record == nullptr || slot.record->occurred_at() == 0) return std::nullopt;
  if (slot.state != storage::v1::STEP_STATE_SUBMITTED) return std::nullopt;
  return absl::FromUnixMicros(slot.record->occurred_at());
}

}  // namespace

StepProgress PublicStep(const workflows::View& view, const SlotView& slot, uint32_t subject) {
  const kasvu::v1::Step& step = *slot.step->step;
  StepProgress shown;
  shown.set_owner(OwnerName(view.image.cohort.id(), slot.owner));
  shown.set_step(slot.key);
  *shown.mutable_title() = TitleOf(workflows::Governing(view, slot.owner).index(), slot.key);
  shown.set_kind(workflows::KindOf(step));
  if (slot.step->phase != nullptr) shown.set_phase(slot.step->phase->id());
  shown.set_state(PublicState(slot.state));
  shown.set_overdue(slot.overdue);
  shown.set_optional(slot.optional);
  shown.set_escalated(slot.escalated);
  if (slot.open) *shown.mutable_open_time() = PublicTime(*slot.open);
  if (slot.due) *shown.mutable_due_time() = PublicTime(*slot.due);
  if (slot.close) *shown.mutable_close_time() = PublicTime(*slot.close);
  if (const auto occurred = OccurredAt(slot)) *shown.mutable_occur_time() = PublicTime(*occurred);
  for (const std::string& key : slot.waits_for) shown.add_waits_for(key);
  if (slot.record != nullptr) {
    shown.set_via(WordFor(slot.record->via()));
    if (step.has_decision()) shown.set_value(ValueOf(*slot.record, subject));
  }
  return shown;
}

std::string WordFor(storage::v1::Via via) {
  switch (via) {
    case storage::v1::VIA_WORK:
      return "work";
    case storage::v1::VIA_EARLIER_CREDIT:
      return "earlier-credit";
    case storage::v1::VIA_MAKE_UP:
      return "make-up";
    case storage::v1::VIA_CORRECTION:
      return "correction";
    case storage::v1::VIA_TIME:
      return "time";
    default:
      return std::string();
  }
}

}  // namespace kasvu::engine
