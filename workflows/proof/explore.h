// What every run of a programme has in common: whoever does her part can complete, no step is dead,
// nobody waits for what never comes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workflows/cohort/program.h"
#include "workflows/template/finding.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

// How many sessions of a series somebody on `track` may miss and still complete.
struct AbsenceLimit {
  std::string series;
  std::string track;
  int sessions = 0;
  int may_miss = 0;
};

struct Explored {
  bool complete = true;  // false: a limit was passed, and nothing else is known
  std::vector<AbsenceLimit> absences;
  // Steps that nobody can come to, each with a run that comes nearest.
  std::map<std::string, std::vector<RunEvent>> dead;
};

// Explores one track of `program` (empty: the template has none) and reports what it finds, but for
// dead steps, which have to be dead on every track.
Explored Explore(const Program& program, const std::string& track, Report& report);

}  // namespace kasvu::workflows
