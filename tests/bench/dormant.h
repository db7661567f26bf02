// Whether what has ended long ago slows down what goes on.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace kasvu::bench {

struct DormantPlan {
  std::vector<int> enrolments = {10'000, 1'000'000};  // that have ended, ascending
  int live_cohorts = 40;
  int calls = 300;  // of each kind, one at a time
};

// Makes live cohorts and as many finished enrolments as the plan says in a store below `folder`,
// and measures recording, a coordinator's worklist, a cohort's progress and the start with each
// number, and counts what reading takes. Gives up at once when the disk has too little room. The
// finished ones are copies of one cohort that was played, made under other ids and
// people.
void MeasureDormant(const std::string& folder, const DormantPlan& plan, Report& report);

}  // namespace kasvu::bench
