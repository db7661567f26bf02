// How far everyone in a cohort is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/progress_service.pb.h"
#include "services/engine/reads/sight.h"
#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// The steps and series of an enrolment and of its links, in template order: the columns of the
// table. What belongs to a group or to the cohort is the same in every row and has none.
std::vector<std::string> ColumnsOf(const workflows::Program& program);

// One row, with a cell for each of ColumnsOf. A total counts what applies: not what was waived, of
// a rolling series what has begun, and of a series without a fixed length as many as it may have.
// `overdue` leaves out sessions, whose attendance somebody else takes.
kasvu::v1::ProgressRow RowOf(workflows::Evaluation& evaluation, uint32_t enrolment);

// The page of rows that `request` asks for, by ordinal, of the enrolments that `sight` shows; the
// funnel only for those who see everyone. `view` holds the whole cohort; `position` is its head's.
// PAGE_TOKEN_INVALID, INVALID_FIELDS.
absl::StatusOr<kasvu::v1::CohortProgress> CohortProgressPage(
    const kasvu::v1::GetCohortProgressRequest& request, const workflows::View& view,
    const Sight& sight, uint64_t position);

}  // namespace kasvu::engine
