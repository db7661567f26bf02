// What was recorded wrongly, recorded anew. What it had opened stays open.
#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/step_access.h"
#include "workflows/cohort/step_effects.h"
#include "workflows/cohort/step_key.h"
#include "workflows/cohort/work_rules.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::StepRecord;
using storage::v1::StepState;
using storage::v1::Work;

// Something is stored, or follows from a session that was held without a word about her.
bool IsThere(const SlotView& slot) {
  if (slot.record != nullptr && slot.record->state() != storage::v1::STEP_STATE_UNSPECIFIED) {
    return true;
  }
  return slot.step->step->has_session() && slot.state == storage::v1::STEP_STATE_MISSED;
}

// When it happened: as given, else as recorded before, else now.
absl::StatusOr<absl::Time> HappenedAt(const View& view, const SlotView& slot,
                                      const CorrectStep& command) {
  if (command.work.occurred.has_value()) return OccurredAt(view, command.work.occurred);
  const bool known = slot.record != nullptr && slot.record->via() != storage::v1::VIA_TIME &&
                     slot.record->occurred_at() != 0;
  if (command.clear || !known) return view.now;
  return absl::FromUnixMicros(slot.record->occurred_at());
}

// The record that `key` means. A bare key of a series stands for the last one recorded.
absl::StatusOr<SlotView> CorrectedSlot(const View& view, const RecordStep& work) {
  absl::StatusOr<SlotView> slot = SlotFor(view, work.owner, work.key);
  const ProgramStep* step = view.program.FindStep(work.key);
  if (step == nullptr || !step->up_to || RecordOf(view, work.owner, work.key) != nullptr) {
    return slot;
  }
  const int most = view.program.Value(step->step->up_to());
  for (int number = most; number > 0; --number) {
    const std::string key = work.key + "/" + std::to_string(number);
    if (RecordOf(view, work.owner, key) != nullptr) return SlotFor(view, work.owner, key);
  }
  return slot;
}

}  // namespace

Decided DecideOn(const View& view, const CorrectStep& command, const Doer& doer) {
  KASVU_ASSIGN_OR_RETURN(SlotView slot, CorrectedSlot(view, command.work));
  if (!Coordinates(doer)) return NotYoursToDo("a record is corrected by the coordinator");
  KASVU_RETURN_IF_ERROR(CheckNotCancelled(view));
  if (!IsThere(slot)) return NothingToCorrect(slot.key);
  KASVU_ASSIGN_OR_RETURN(const absl::Time occurred, HappenedAt(view, slot, command));

  Decision decision;
  decision.events.push_back(EventOf(slot.owner, occurred));
  auto& corrected = *decision.events.back().mutable_step_corrected();
  corrected.set_key(slot.key);
  corrected.set_reason(command.reason);
  const Work* before = slot.record != nullptr && slot.record->has_work() &&
                               slot.record->state() == storage::v1::STEP_STATE_DONE
                           ? &slot.record->work()
                           : nullptr;
  if (command.clear) {
    AddRecount(view, slot, storage::v1::STEP_STATE_UNSPECIFIED, decision.events);
    AddAggregates(view, slot, before, nullptr, view.now, decision.events);
    return decision;
  }
  // The new work replaces the old one, which is neither in its way nor still to be reviewed.
  SlotView anew = slot;
  anew.state = storage::v1::STEP_STATE_OPEN;
  KASVU_RETURN_IF_ERROR(CheckKind(anew, command.work.kind));
  if (command.work.work.returned()) return NotSentBackByCorrection(slot.key);
  KASVU_ASSIGN_OR_RETURN(const Work work, CheckedWork(view, anew, command.work, occurred));
  const bool absent = command.work.kind == WorkKind::kAbsent;
  const StepState state = absent ? storage::v1::STEP_STATE_MISSED : storage::v1::STEP_STATE_DONE;
  corrected.set_state(state);
  *corrected.mutable_work() = work;
  AddRecount(view, slot, state, decision.events);
  AddAggregates(view, slot, before, absent ? nullptr : &work, view.now, decision.events);
  if (!absent) AddFacts(view, slot, work, view.now, decision.events);
  if (before != nullptr) AddForgotten(view, slot, *before, work, view.now, decision.events);
  return decision;
}

}  // namespace kasvu::workflows
