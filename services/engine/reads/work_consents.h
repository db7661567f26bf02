// Links that have been proposed and wait for somebody's consent, as work.
#pragma once

#include <string>
#include <vector>

#include "services/engine/reads/sight.h"
#include "services/engine/reads/work_order.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// Those of the links that `doer` has to consent to, as `self` or by the link's name on its other
// side; to a coordinator all that wait, since she may pass on what people told her. They are open
// (`to-consent`), have no date and name the link; the person concerned only to whoever sees her.
std::vector<WorkEntry> ConsentsOfPerson(const workflows::View& view, const workflows::Doer& doer,
                                        const Sight& sight);

// All that `sight` holds, each as the part of whoever has to consent next.
std::vector<WorkEntry> ConsentsOfCohort(const workflows::View& view, const Sight& sight);

}  // namespace kasvu::engine
