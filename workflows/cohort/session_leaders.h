// Who leads a session, and so says who was there.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Whether `doer` may say who was at the session `key` of `group`: the operator, a coordinator, whom
// the step's `by` or `with` names there, and mentors where it names nobody. The group has to be in
// the image, or is 0 for somebody in no group. NOT_YOURS_TO_DO.
absl::Status CheckLeads(const View& view, uint32_t group, std::string_view key, const Doer& doer);

}  // namespace kasvu::workflows
