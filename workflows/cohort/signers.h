// Who acts on a step: the people behind the words of `by` and `with`, and how many of them it
// takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// Whether more than one act is needed before the step is done: `all` of several people or words, or
// `at_least` two.
bool NeedsSeveral(const View& view, const SlotView& slot);

// The words under which somebody may act: those of `by` (self, or the coordinator on the whole
// cohort, unless said otherwise); unless it takes `several`, also the one that is met.
std::vector<std::string> ActingWords(const SlotView& slot, bool several);

// What the doer's act is.
struct Act {
  storage::v1::Signature signature;  // its role a word of `by` (or `with`), its person behind it
  bool complete = true;              // the last act that the step needs
};

// In whose place `doer` acts. Coordinators and the operator act for whoever has not acted yet; on
// an agreement, and where several sign, they say for whom by `signs_as`. NOT_YOURS_TO_DO,
// ALREADY_SIGNED, FIELD_REQUIRED (`role`).
absl::StatusOr<Act> ActOf(const View& view, const SlotView& slot, const Doer& doer,
                          std::string_view signs_as);

// Whether `doer` may send back or approve what somebody else has submitted: a coordinator, the
// operator, the other side of the step's `with`, or whoever `by` names beside the one it is about.
bool MayReview(const View& view, const SlotView& slot, const Doer& doer);

}  // namespace kasvu::workflows
