// How fast a migration of a large cohort is planned.
#pragma once

#include "tests/bench/report.h"

namespace kasvu::bench {

// Plans taking a running eKollega season of `enrolments` people to a version with a step more, a
// step renamed and a due date moved, and adds what a dry run costs to `report`.
void MeasureMigrations(int enrolments, Report& report);

}  // namespace kasvu::bench
