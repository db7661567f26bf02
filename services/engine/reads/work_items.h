// What asks something of somebody in one cohort.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/engine/reads/sight.h"
#include "services/engine/reads/work_order.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// What is `doer`'s own move, in whatever part: her own steps and sessions, what links and mandates
// ask of her; for a coordinator also what has been escalated and whoever is late; for coordinators
// and for mentors of the group the sessions to come and those whose attendance nobody has taken.
// `view` holds the enrolments and links that may concern her; `sight` is hers.
std::vector<WorkEntry> WorkOfPerson(const workflows::View& view, const workflows::Doer& doer,
                                    const Sight& sight, absl::Duration ahead);

// Everybody's moves in the cohort as far as `sight` shows them, each in the part that has to make
// it; what is optional, or may be done any number of times, only once it is overdue.
std::vector<WorkEntry> WorkOfCohort(const workflows::View& view, const Sight& sight,
                                    absl::Duration ahead);

}  // namespace kasvu::engine
