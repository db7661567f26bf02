// Instants and days as the store and the API tell them: microseconds and days since 1970.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace kasvu::engine {

inline google::protobuf::Timestamp InstantOf(absl::Time time) {
  google::protobuf::Timestamp instant;
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1'000'000;
  int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  instant.set_seconds(seconds);
  instant.set_nanos(static_cast<int32_t>(rest) * 1000);
  return instant;
}

inline google::protobuf::Timestamp InstantOf(int64_t micros) {
  return InstantOf(absl::FromUnixMicros(micros));
}

inline absl::Time TimeOf(const google::protobuf::Timestamp& instant) {
  return absl::FromUnixSeconds(instant.seconds()) + absl::Nanoseconds(instant.nanos());
}

inline std::string DateOf(int32_t days) {
  return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + days);
}

}  // namespace kasvu::engine
