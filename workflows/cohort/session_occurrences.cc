#include "workflows/cohort/session_occurrences.h"

#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {

using storage::v1::Occurrence;

SessionOccurrences::SessionOccurrences(
    const Program& program, const google::protobuf::RepeatedPtrField<Occurrence>& occurrences)
    : by_slot_(program.slot_count(), nullptr) {
  for (const Occurrence& occurrence : occurrences) {
    if (const Program::SlotPlace* place = program.FindSlot(occurrence.key())) {
      by_slot_[program.steps()[place->step].first_slot + place->slot] = &occurrence;
    } else if (const ProgramStep* step = program.FindStep(occurrence.key())) {
      Minted& minted = minted_[step];
      minted.in_order.push_back(&occurrence);
      minted.by_item.emplace(ItemIn(occurrence.key()), &occurrence);
    }
  }
}

const Occurrence* SessionOccurrences::Find(const ProgramStep& step, const ProgramSlot& slot) const {
  if (!step.rolling) return by_slot_[step.first_slot + (&slot - step.slots.data())];
  return FindMinted(step, slot.item);
}

const Occurrence* SessionOccurrences::FindMinted(const ProgramStep& step,
                                                 std::string_view item) const {
  const auto series = minted_.find(&step);
  if (series == minted_.end()) return nullptr;
  const auto found = series->second.by_item.find(item);
  return found == series->second.by_item.end() ? nullptr : found->second;
}

const std::vector<const Occurrence*>& SessionOccurrences::MintedOf(const ProgramStep& step) const {
  static const std::vector<const Occurrence*> kNone;
  const auto found = minted_.find(&step);
  return found == minted_.end() ? kNone : found->second.in_order;
}

}  // namespace kasvu::workflows
