#include "tests/bench/processors.h"

#include <sched.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace kasvu::bench {
namespace {

std::vector<int> Available() {
  cpu_set_t set;
  CPU_ZERO(&set);
  ::sched_getaffinity(0, sizeof(set), &set);
  std::vector<int> available;
  for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
    if (CPU_ISSET(processor, &set)) available.push_back(processor);
  }
  return available;
}

cpu_set_t SetOf(Processors processors) {
  static const std::vector<int> all = Available();
  const size_t half = all.size() / 2;
  cpu_set_t set;
  CPU_ZERO(&set);
  for (size_t i = 0; i < all.size(); ++i) {
    const bool wanted = processors == Processors::kAll || half == 0 ||
                        (processors == Processors::kFirstHalf) == (i < half);
    if (wanted) CPU_SET(all[i], &set);
  }
  return set;
}

}  // namespace

void KeepTo(Processors processors) {
  const cpu_set_t set = SetOf(processors);
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
    ::sched_setaffinity(std::atoi(thread.path().filename().c_str()), sizeof(set), &set);
  }
}

}  // namespace kasvu::bench
