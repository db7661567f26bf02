// The directory as kasvud runs it.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/common/mandate_table.h"
#include "services/kasvud/context.h"

namespace kasvu::kasvud {

// Opens its store and reads its mandates into `mandates`, which outlives it and follows it.
absl::StatusOr<std::unique_ptr<Context>> OpenDirectory(const Shared& shared,
                                                       services::MandateTable& mandates);

}  // namespace kasvu::kasvud
