#include "workflows/cohort/meeting_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/people.h"
#include "workflows/cohort/step_key.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;
using storage::v1::Work;

// What the item says, else the step.
const kasvu::v1::Item* ItemOf(const SlotView& slot) {
  for (const ProgramSlot& known : slot.step->slots) {
    if (known.key == slot.key) return known.overrides;
  }
  return nullptr;
}

int MinutesOf(const SlotView& slot) {
  const kasvu::v1::Item* item = ItemOf(slot);
  if (item != nullptr && item->minutes() > 0) return item->minutes();
  return slot.step->step->meeting().minutes();
}

kasvu::v1::Mode ModeOf(const SlotView& slot) {
  const kasvu::v1::Item* item = ItemOf(slot);
  if (item != nullptr && item->mode() != kasvu::v1::MODE_UNSPECIFIED) return item->mode();
  return slot.step->step->meeting().mode();
}

// Whom one meets: those named, else those behind the link; oneself is left out.
std::vector<std::string> Met(const View& view, const SlotView& slot, const Work& given) {
  std::vector<std::string> met(given.with().begin(), given.with().end());
  const std::string& with = slot.step->step->with();
  if (met.empty() && !with.empty()) met = PeopleBehind(view, slot, with);
  if (slot.owner.owner == storage::v1::OWNER_ENROLMENT) {
    for (const std::string& self : PeopleBehind(view, slot, kSelf)) std::erase(met, self);
  }
  return met;
}

absl::Status CheckDistinct(const View& view, const SlotView& slot,
                           const std::vector<std::string>& met) {
  if (met.empty()) return FieldRequired(slot.key, {"with"});
  for (const SlotView& other : SlotsOf(view, slot.owner)) {
    if (other.step != slot.step || other.key == slot.key || other.record == nullptr) continue;
    if (other.record->state() != storage::v1::STEP_STATE_DONE) continue;
    const auto& before = other.record->work().with();
    for (const std::string& person : met) {
      if (std::find(before.begin(), before.end(), person) == before.end()) continue;
      return AnswerInvalid("with", absl::StrCat("must be somebody else each time, and that was ",
                                                "the one in ", other.key));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckMet(const View& view, const SlotView& slot, const RecordStep& command,
                      Work& work) {
  const Step& step = *slot.step->step;
  if (!step.has_meeting() && !step.has_visit()) return absl::OkStatus();
  if (command.work.minutes() < 0) return AnswerInvalid("minutes", "cannot be below nothing");
  work.set_minutes(command.work.minutes() > 0 ? command.work.minutes() : MinutesOf(slot));
  work.set_mode(command.work.mode() != kasvu::v1::MODE_UNSPECIFIED ? command.work.mode()
                                                                   : ModeOf(slot));
  const std::vector<std::string> met = Met(view, slot, command.work);
  if (step.distinct()) {
    const absl::Status distinct = CheckDistinct(view, slot, met);
    if (!distinct.ok()) return distinct;
  }
  work.mutable_with()->Assign(met.begin(), met.end());
  return absl::OkStatus();
}

}  // namespace kasvu::workflows
