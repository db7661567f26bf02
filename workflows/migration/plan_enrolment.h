// What another version means for one enrolment: from what is stored before anything is applied, and
// from where her steps stand after it.
#pragma once

#include "workflows/cohort/evaluation.h"
#include "workflows/migration/carry_records.h"
#include "workflows/migration/plan.h"

namespace kasvu::workflows {

// What stands in the way by what is stored: her track, her facts, her links.
Obstacle ObstacleIn(const storage::v1::EnrolmentState& enrolment, const Correspondence& same);

// The records that carry over, and the changes of what was done.
Obstacle CarryEnrolment(const storage::v1::EnrolmentState& enrolment, const Correspondence& same,
                        const MigrationOptions& options, storage::v1::Carried& carried,
                        std::vector<MigrationChange>& changes);

// Compares her steps as `before` and `after` show them: adds what comes, goes, changes its name or
// its date to `changes`, and to `carried` the dates that are kept and the waivers of what is new to
// her and has closed already.
Obstacle CompareSlots(Evaluation& before, Evaluation& after, uint32_t enrolment,
                      const Correspondence& same, DateRule dates, storage::v1::Carried& carried,
                      std::vector<MigrationChange>& changes);

// Whether she would reach an end at once.
Obstacle EndsAtOnce(Evaluation& after, uint32_t enrolment);

}  // namespace kasvu::workflows
