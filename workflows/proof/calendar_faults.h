// Dates that cannot be kept: what falls due before it can open or before what it needs can be
// settled, and what takes place before what it waits for.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "workflows/proof/calendar_run.h"
#include "workflows/proof/param_corners.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

class CalendarFaults {
 public:
  explicit CalendarFaults(Report& report) : report_(report) {}

  // Looks at one participant's dates. The same fault of a step is reported once, on the first start
  // date that shows it. `params` are told where there are any.
  void Check(const ProgrammePlaces& places, CalendarRun& run, const ParamValues& params);

 private:
  Report& report_;
  std::set<std::string> told_;  // code and path
};

// How a counterexample about dates begins: a cohort starts.
RunEvent Starts(absl::CivilDay start, const ParamValues& params);

}  // namespace kasvu::workflows
