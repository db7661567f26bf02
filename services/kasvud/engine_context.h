// The engine as kasvud runs it.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/kasvud/context.h"

namespace kasvu::kasvud {

// Opens its store and follows the time from now on, and the erasures of the directory.
absl::StatusOr<std::unique_ptr<Context>> OpenEngine(const Shared& shared);

}  // namespace kasvu::kasvud
