// What becomes of a group's sessions when another version plans them.
#pragma once

#include <vector>

#include "workflows/migration/correspondence.h"
#include "workflows/migration/options.h"
#include "workflows/migration/plan.h"

namespace kasvu::workflows {

// A session that was held stays as it was, whatever becomes of its step. One that the version lacks
// is called off; one that it adds is planned when the version says, or without a date when that has
// passed: the coordinator dates it or calls it off. By kRecompute, what is still ahead moves by as
// much as the plan of its step has.
void CarrySessions(const Correspondence& same, const storage::v1::CohortState& cohort,
                   const storage::v1::GroupState& group, DateRule dates, absl::Time now,
                   storage::v1::Carried& carried, std::vector<MigrationChange>& changes);

}  // namespace kasvu::workflows
