// History as the API tells it: a view made from descriptors, without personal content.
#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "kasvu/storage/v1/history.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// One event: what kind it is, whose, and its fields as words: enums in lower case, instants and
// days in ISO 8601, ordinals as e7, g1 and l3. Sealed content and answers are left out.
kasvu::v1::HistoryEvent PublicEvent(const std::string& cohort,
                                    const kasvu::storage::v1::Event& event);

// One record with those of its events whose owner `sees` lets through.
using Sees = absl::FunctionRef<bool(workflows::OwnerRef)>;
kasvu::v1::CohortChange PublicRecord(const std::string& cohort,
                                     const kasvu::storage::v1::HistoryRecord& record, Sees sees);

}  // namespace kasvu::engine
