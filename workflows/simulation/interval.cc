#include "workflows/simulation/interval.h"

#include <algorithm>
#include <cmath>

namespace kasvu::workflows {
namespace {

constexpr double kDeviations = 1.959964;  // of the normal distribution, 95 % between

int32_t Permille(double share) {
  return static_cast<int32_t>(std::floor(std::clamp(share, 0.0, 1.0) * 1000 + 0.5));
}

}  // namespace

kasvu::v1::Share ShareOf(int64_t some, int64_t all) {
  kasvu::v1::Share share;
  if (all <= 0) return share;
  const double n = static_cast<double>(all);
  const double p = static_cast<double>(some) / n;
  const double z2 = kDeviations * kDeviations;
  const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kDeviations / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  share.set_permille(Permille(p));
  share.set_low_permille(Permille(centre - half));
  share.set_high_permille(Permille(centre + half));
  return share;
}

}  // namespace kasvu::workflows
