#include "services/common/histogram.h"

namespace kasvu::services {

Histogram::Reading Histogram::Read() const {
  Reading reading{.bounds = bounds_, .counts = {}, .sum = sum_.load(std::memory_order_relaxed)};
  for (size_t place = 0; place <= bounds_.size(); ++place) {
    reading.counts.push_back(counts_[place].load(std::memory_order_relaxed));
  }
  return reading;
}

}  // namespace kasvu::services
