// The rules: what a command leads to, or why it may not.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// The answer to one of many that a command asked for together. Where all or none were asked for and
// one is refused, the others that would have been created are refused with OTHERS_REFUSED.
struct ItemResult {
  enum Outcome { kCreated, kFound, kRefused } outcome = kCreated;
  uint32_t enrolment = 0;
  absl::Status refusal;
};

struct Decision {
  std::vector<storage::v1::Event> events;  // none: it is so already
  std::vector<ItemResult> results;         // of CreateEnrolments, in its order
};

// Decides `command` on what `view` shows; what time has settled is in the image already, for the
// cohort and for every enrolment of Touched. Pure: the same view and command give the same
// decision. Errors carry the reasons that the command's RPC lists; nothing has happened then.
absl::StatusOr<Decision> Decide(const View& view, const Command& command, const Doer& doer);

// The enrolments that the command may change or lead to the end of: settled before Decide and once
// more after its events have been applied.
std::set<uint32_t> Touched(const CohortImage& image, const Command& command);

}  // namespace kasvu::workflows
