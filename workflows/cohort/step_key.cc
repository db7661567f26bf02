#include "workflows/cohort/step_key.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_link.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::StepRecord;

absl::Status CheckOwner(const View& view, OwnerRef owner) {
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return EnrolmentIn(view, owner.ordinal).status();
    case storage::v1::OWNER_GROUP:
      return GroupIn(view, owner.ordinal).status();
    case storage::v1::OWNER_LINK:
      if (!view.image.links.contains(owner.ordinal)) return LinkNotFound(owner.ordinal);
      return absl::OkStatus();
    default:
      return absl::OkStatus();
  }
}

std::string Whose(const ProgramStep& step) {
  switch (step.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return "each enrolment";
    case storage::v1::OWNER_GROUP:
      return "the group";
    case storage::v1::OWNER_LINK:
      return absl::StrCat("the link ", step.step->per());
    default:
      return "the cohort";
  }
}

bool IsOwn(const View& view, OwnerRef owner, const ProgramStep& step) {
  if (step.owner != owner.owner) return false;
  return owner.owner != storage::v1::OWNER_LINK ||
         view.image.links.at(owner.ordinal).link() == step.step->per();
}

// What there is instead of `key`: the items of the series that it begins with, or other steps.
absl::Status Unknown(const View& view, OwnerRef owner, const std::string& key) {
  const ProgramStep* step = view.program.FindStep(key);
  std::vector<std::string> items;
  std::vector<std::string> known;
  for (const SlotView& slot : SlotsOf(view, owner)) {
    if (slot.step == step) items.push_back(slot.key);
    known.push_back(slot.key);
    if (slot.step->up_to) known.push_back(slot.step->step->id());
  }
  return items.empty() ? NoSuchStep(key, known) : NoSuchItem(key, items);
}

// A key of an `up_to` series, taken apart: "runway.talk/day-1" and the number, 0 when there is
// none.
struct Counted {
  std::string series;
  int number = 0;
};

// Nothing when the key has too few or too many parts to be one.
std::optional<Counted> TakeApart(const kasvu::v1::Step& step, const std::string& key) {
  const size_t parts = step.each().empty() ? 0 : 1;
  const size_t slashes = std::count(key.begin(), key.end(), '/');
  if (slashes == parts) return Counted{key, 0};
  if (slashes != parts + 1) return std::nullopt;
  const size_t last = key.rfind('/');
  Counted counted{key.substr(0, last), 0};
  if (!absl::SimpleAtoi(key.substr(last + 1), &counted.number) || counted.number < 1) {
    return std::nullopt;
  }
  return counted;
}

bool IsFree(const StepRecord* record) {
  return record == nullptr || record->state() == storage::v1::STEP_STATE_UNSPECIFIED;
}

// The key of the slot that is meant; empty when there is none such.
absl::StatusOr<std::string> CountedKey(const View& view, OwnerRef owner, const ProgramStep& step,
                                       const std::string& key) {
  const std::optional<Counted> asked = TakeApart(*step.step, key);
  if (!asked.has_value()) return std::string();
  const int most = view.program.Value(step.step->up_to());
  int unfinished = 0;  // signed by some or under review
  int next = 1;        // nobody has recorded it yet
  for (; next <= most; ++next) {
    const StepRecord* record = RecordOf(view, owner, absl::StrCat(asked->series, "/", next));
    if (IsFree(record)) break;
    if (unfinished == 0 && record->state() == storage::v1::STEP_STATE_SUBMITTED) unfinished = next;
  }
  // Without a number, what is unfinished goes on before the next one comes.
  const int meant = asked->number > 0 ? asked->number : unfinished > 0 ? unfinished : next;
  if (meant > most) return UpToReached(asked->series, most);
  if (meant > next && IsFree(RecordOf(view, owner, absl::StrCat(asked->series, "/", meant)))) {
    return NoSuchStep(key, {absl::StrCat(asked->series, "/", next)});
  }
  return absl::StrCat(asked->series, "/", meant);
}

// A slot that has no place in the plan any more, its close being past: what happened before is
// recorded all the same.
std::optional<SlotView> LateSlot(const View& view, OwnerRef owner, const ProgramStep& step,
                                 const std::string& key) {
  const auto listed = std::find_if(step.slots.begin(), step.slots.end(),
                                   [&](const ProgramSlot& slot) { return slot.key == key; });
  if (listed == step.slots.end()) return std::nullopt;
  SlotView slot;
  slot.key = key;
  slot.item = listed->item;
  slot.step = &step;
  slot.owner = owner;
  slot.record = RecordOf(view, owner, key);
  return slot;
}

}  // namespace

const StepRecord* RecordOf(const View& view, OwnerRef owner, const std::string& key) {
  switch (owner.owner) {
    case storage::v1::OWNER_COHORT:
      return FindStep(view.image.cohort.steps(), key);
    case storage::v1::OWNER_GROUP:
      return FindStep(view.image.groups.at(owner.ordinal).steps(), key);
    case storage::v1::OWNER_LINK:
      return FindStep(view.image.links.at(owner.ordinal).steps(), key);
    default:
      return FindStep(view.image.enrolments.at(owner.ordinal).steps(), key);
  }
}

absl::StatusOr<SlotView> SlotFor(const View& view, OwnerRef owner, const std::string& key) {
  KASVU_RETURN_IF_ERROR(CheckOwner(view, owner));
  const ProgramStep* step = view.program.FindStep(key);
  if (step == nullptr) return Unknown(view, owner, key);
  if (!IsOwn(view, owner, *step)) return StepOfAnother(key, Whose(*step));
  std::string meant = key;
  if (step->up_to) {
    KASVU_ASSIGN_OR_RETURN(meant, CountedKey(view, owner, *step, key));
    if (meant.empty()) return Unknown(view, owner, key);
  }
  std::optional<SlotView> slot = FindSlot(view, owner, meant);
  if (!slot.has_value() && step->up_to) slot = LateSlot(view, owner, *step, meant);
  if (!slot.has_value()) return Unknown(view, owner, key);
  return *std::move(slot);
}

}  // namespace kasvu::workflows
