// Instants as records keep them: microseconds since 1970 UTC, 0 for "not yet".
#pragma once

#include <cstdint>
#include <optional>

#include "absl/time/time.h"

namespace kasvu::workflows {

inline absl::Time FromMicros(int64_t micros) { return absl::FromUnixMicros(micros); }
inline int64_t ToMicros(absl::Time time) { return absl::ToUnixMicros(time); }

// Nothing for 0.
inline std::optional<absl::Time> InstantIn(int64_t micros) {
  if (micros == 0) return std::nullopt;
  return FromMicros(micros);
}

}  // namespace kasvu::workflows
