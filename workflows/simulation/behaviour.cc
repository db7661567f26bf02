#include "workflows/simulation/behaviour.h"

#include <algorithm>

namespace kasvu::workflows {

Millionths AttendanceOfThoseWhoStay(const Behaviour& behaviour) {
  // The mean part of the season that those who leave are there, in millionths.
  int64_t weights = 0;
  int64_t stayed = 0;
  const int64_t parts = static_cast<int64_t>(behaviour.season.size());
  for (int64_t i = 0; i < parts; ++i) {
    const int64_t weight = behaviour.season[static_cast<size_t>(i)];
    weights += weight;
    stayed += weight * (2 * i + 1);
  }
  const int64_t stays = weights == 0 ? kWhole / 2 : stayed * kWhole / (2 * parts * weights);
  const int64_t there = kWhole - behaviour.dropout * (kWhole - stays) / kWhole;
  if (there <= 0) return kWhole;
  return static_cast<Millionths>(
      std::min<int64_t>(kWhole, static_cast<int64_t>(behaviour.attendance) * kWhole / there));
}

}  // namespace kasvu::workflows
