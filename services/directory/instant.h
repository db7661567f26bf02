// Instants as the API tells them.
#pragma once

#include <cstdint>

#include "google/protobuf/timestamp.pb.h"

namespace kasvu::directory {

// From microseconds since 1970.
inline google::protobuf::Timestamp InstantOf(int64_t micros) {
  google::protobuf::Timestamp instant;
  instant.set_seconds(micros / 1'000'000);
  instant.set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return instant;
}

}  // namespace kasvu::directory
