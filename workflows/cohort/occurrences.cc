#include "workflows/cohort/occurrences.h"

#include <algorithm>
#include <vector>

#include "workflows/cohort/errors.h"

namespace kasvu::workflows {

using storage::v1::GroupState;
using storage::v1::Occurrence;

absl::StatusOr<const Occurrence*> OccurrenceIn(const GroupState& group, std::string_view key) {
  for (const Occurrence& occurrence : group.occurrences()) {
    if (occurrence.key() == key) return &occurrence;
  }
  return StepUnknown(key);
}

int MinutesOf(const Program& program, std::string_view key) {
  const ProgramStep* step = program.FindStep(key);
  if (step == nullptr) return 0;
  for (const ProgramSlot& slot : step->slots) {
    if (slot.key != key || slot.overrides == nullptr) continue;
    if (slot.overrides->minutes() > 0) return slot.overrides->minutes();
  }
  return step->step->session().minutes();
}

Neighbours NeighboursOf(const Program& program, const GroupState& group, std::string_view key) {
  const ProgramStep* series = program.FindStep(key);
  std::vector<const Occurrence*> items;
  for (const Occurrence& occurrence : group.occurrences()) {
    if (program.FindStep(occurrence.key()) == series) items.push_back(&occurrence);
  }
  // The items of a finite series come in the version's order, whenever they came into the plan; the
  // keys of a rolling one are dates.
  if (series != nullptr && series->rolling) {
    std::sort(items.begin(), items.end(), [](auto* a, auto* b) { return a->key() < b->key(); });
  } else if (series != nullptr) {
    const auto place = [&](const Occurrence* item) {
      return std::find_if(series->slots.begin(), series->slots.end(),
                          [&](const ProgramSlot& slot) { return slot.key == item->key(); });
    };
    std::stable_sort(items.begin(), items.end(),
                     [&](auto* a, auto* b) { return place(a) < place(b); });
  }
  Neighbours neighbours;
  bool passed = false;
  for (const Occurrence* item : items) {
    if (item->key() == key) {
      passed = true;
    } else if (item->starts_at() == 0 || item->state() == storage::v1::OCCURRENCE_STATE_CANCELLED) {
      continue;
    } else if (!passed) {
      neighbours.before = item;
    } else if (neighbours.after == nullptr) {
      neighbours.after = item;
    }
  }
  return neighbours;
}

}  // namespace kasvu::workflows
