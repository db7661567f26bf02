#pragma once

#include <string>

#include "clients/cli/frame.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {

// A cohort as its coordinator wants to see it: a row for each participant, a column for each step
// or series, what the columns and marks mean, and the funnel as the last line.
void PrintCohortTable(Frame& frame, const kasvu::v1::CohortProgress& progress);

// 25 applied → 23 active → 20 completed (87 %), 3 withdrawn
// without the completed unless the programme `can_complete`.
std::string FunnelLine(const Frame& frame, const kasvu::v1::Funnel& funnel, bool can_complete);

struct CellKind {
  bool lies_ahead = true;  // it may still be done
  bool optional = false;   // nobody misses what could be left
};

// One cell: n/m of a series, a mark of a single step, – where there is nothing to do (any more).
Cell ProgressCell(const kasvu::v1::Cell& cell, const CellKind& kind);

}  // namespace kasvu::cli
