// Migrations as the API tells them.
#pragma once

#include <string>

#include "kasvu/v1/enrolment_service.pb.h"
#include "workflows/migration/plan.h"
#include "workflows/migration/revert.h"

namespace kasvu::engine {

// The plan of migrating `cohort` to `target`, without digest and position.
kasvu::v1::MigrateCohortResponse PublicPlan(const std::string& cohort,
                                            const workflows::Target& target,
                                            const workflows::MigrationPlan& plan);

// What stands in the way of a revert, without position.
kasvu::v1::RevertMigrationResponse PublicRevert(const std::string& cohort,
                                                const workflows::RevertPlan& plan);

}  // namespace kasvu::engine
