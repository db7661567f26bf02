// What a coordinator should know of the version that her cohort runs on.
#pragma once

#include "kasvu/storage/v1/catalogue.pb.h"
#include "services/engine/reads/work_order.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// For the coordinator of a cohort whose version was withdrawn as `standing` says: it goes on, and
// she should know.
WorkEntry WithdrawnVersion(const workflows::View& view,
                           const storage::v1::TemplateStandingRecord& standing);

}  // namespace kasvu::engine
