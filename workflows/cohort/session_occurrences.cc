#include "workflows/cohort/session_occurrences.h"

namespace kasvu::workflows {

using storage::v1::Occurrence;

SessionOccurrences::SessionOccurrences(
    const Program& program, const google::protobuf::RepeatedPtrField<Occurrence>& occurrences)
    : by_slot_(program.slot_count(), nullptr) {
  for (const Occurrence& occurrence : occurrences) {
    if (const Program::SlotPlace* place = program.FindSlot(occurrence.key())) {
      by_slot_[program.steps()[place->step].first_slot + place->slot] = &occurrence;
    } else if (const ProgramStep* step = program.FindStep(occurrence.key())) {
      minted_.emplace(occurrence.key(), &occurrence);
      by_step_[step].push_back(&occurrence);
    }
  }
}

const Occurrence* SessionOccurrences::Find(const ProgramStep& step, const ProgramSlot& slot) const {
  if (!step.rolling) return by_slot_[step.first_slot + (&slot - step.slots.data())];
  const auto found = minted_.find(slot.key);
  return found == minted_.end() ? nullptr : found->second;
}

const std::vector<const Occurrence*>& SessionOccurrences::MintedOf(const ProgramStep& step) const {
  static const std::vector<const Occurrence*> kNone;
  const auto found = by_step_.find(&step);
  return found == by_step_.end() ? kNone : found->second;
}

}  // namespace kasvu::workflows
