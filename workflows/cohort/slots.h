// Where every step of an owner stands at one moment: what is stored and what follows from the
// version, the facts and the time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "workflows/cohort/evaluation.h"

namespace kasvu::workflows {

struct SlotView {
  std::string key;  // as it is recorded: "session/goals"
  std::string item;
  const ProgramStep* step = nullptr;
  OwnerRef owner;
  storage::v1::StepState state = storage::v1::STEP_STATE_PENDING;  // never unspecified
  const storage::v1::StepRecord* record = nullptr;                 // null: nothing stored

  // Its dates; nothing where the version gives none or the anchor has no date yet. A session opens
  // and is due at its start.
  std::optional<absl::Time> open;
  std::optional<absl::Time> due;
  std::optional<absl::Time> close;

  // When it settled: what happened, the close that passed, the end of the enrolment, the session
  // called off. Of a step that does not apply, when the facts said so, not before its owner came
  // into being. Never after now.
  std::optional<absl::Time> settled_at;

  // Why it is pending, never empty then: keys of the steps it waits for, `fact:ID` for an unset
  // fact, `date`, `accepted` until the enrolment is, or `end` for aftercare.
  std::vector<std::string> waits_for;

  // Open or submitted, and its due date has passed. Never while paused.
  bool overdue = false;
  bool escalated = false;
  bool optional = false;  // by itself, or because completion does not wait for it
};

// Every slot that `owner` has itself, in template order; of rolling series those minted so far (and
// not before the enrolment joined), of `up_to` those recorded and the next one that could be,
// unless its close has passed. An enrolment's sessions are its own attendance. Steps `for` another
// track are left out. A link made for one item of a series has the slots of that item alone.
std::vector<SlotView> SlotsOf(const View& view, OwnerRef owner);
std::vector<SlotView> SlotsOf(Evaluation& evaluation, OwnerRef owner);

// Shows `visit` those of them that have a close and that nobody has settled by what is stored, in the
// same order: all that time may settle. `wanted` is asked first, with the step and the close: what
// it declines is not worked out.
void VisitSlotsThatClose(Evaluation& evaluation, OwnerRef owner,
                         absl::FunctionRef<bool(const ProgramStep& step, absl::Time close)> wanted,
                         absl::FunctionRef<void(const SlotView& slot)> visit);

// One of them, cheaper than all; nothing when the owner has no such slot.
std::optional<SlotView> FindSlot(const View& view, OwnerRef owner, std::string_view key);
std::optional<SlotView> FindSlot(Evaluation& evaluation, OwnerRef owner, std::string_view key);

}  // namespace kasvu::workflows
