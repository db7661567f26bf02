// Who somebody is at one cohort: the roles that mandates give there.
#pragma once

#include <string_view>

#include "kasvu/storage/v1/state.pb.h"
#include "services/common/actor.h"
#include "services/common/mandates.h"
#include "services/engine/reads/sight.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

struct CohortAccess {
  workflows::Doer doer;
  bool of_cohort = false;  // a mandate names this very cohort, not its region or owner
};

// The roles of `actor` on `date` at the scopes that `cohort` lies in: itself, its region, the
// organisation that owns it, and everywhere.
CohortAccess AccessTo(const storage::v1::CohortState& cohort, const services::Actor& actor,
                      const services::Mandates& mandates, std::string_view date);

// What she sees of what `image` holds.
Sight SightOf(const workflows::CohortImage& image, const CohortAccess& access);

}  // namespace kasvu::engine
