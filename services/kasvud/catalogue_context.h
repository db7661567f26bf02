// The catalogue as kasvud runs it.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/kasvud/context.h"

namespace kasvu::kasvud {

// Opens its store and publishes the ready programmes that are not there yet.
absl::StatusOr<std::unique_ptr<Context>> OpenCatalogue(const Shared& shared);

}  // namespace kasvu::kasvud
