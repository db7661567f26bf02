// Whether a condition of the version holds for one owner, and since when.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "workflows/cohort/evaluation.h"

namespace kasvu::workflows {

enum class Truth {
  kFails,  // not, or not yet
  kWaits,  // cannot be told: a fact is not written yet
  kHolds,
};

struct ConditionView {
  Truth truth = Truth::kFails;
  // Since when it holds or, by facts alone, fails: the latest instant it rests on, never after now.
  // The infinite past where it rests on nothing that happened (at most two missed, of none).
  absl::Time since = absl::InfinitePast();
  std::vector<std::string> waits_for;  // `fact:ID`, of kWaits

  bool holds() const { return truth == Truth::kHolds; }
};

// `condition` as `owner` sees it. all, any, not and is are told by facts and may wait. done asks
// whether a step, an item or all items of a series are done, waived or not applicable. count looks
// at the slots of a series: its own; for a link's step those of all links of that name that the
// enrolment ever had; for a group's or the cohort's theirs. at_least counts done, all_but how many
// may lack being done, waived or not applicable, at_most those in `state`; sum adds a recorded
// number of the done ones; distinct counts the people met. A window takes the last n items that
// have settled, or those of the last months; items from before joining or during a pause and
// cancelled ones are left out of it.
ConditionView Evaluate(Evaluation& evaluation, OwnerRef owner,
                       const kasvu::v1::Condition& condition);
ConditionView Evaluate(const View& view, OwnerRef owner, const kasvu::v1::Condition& condition);

}  // namespace kasvu::workflows
