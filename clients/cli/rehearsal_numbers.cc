#include "clients/cli/rehearsal_numbers.h"

#include <algorithm>

namespace kasvu::cli {

std::string Mean(int64_t sum, int64_t count, const std::string& language) {
  const int64_t tenths = count == 0 ? 0 : (sum * 10 + count / 2) / count;
  return std::to_string(tenths / 10) + (language == "en" ? "." : ",") + std::to_string(tenths % 10);
}

std::string Percent(int64_t permille) { return std::to_string((permille + 5) / 10); }

int64_t PermilleOf(int64_t some, int64_t all) {
  return all == 0 ? 0 : (some * 1000 + all / 2) / all;
}

std::string Bar(int64_t some, int64_t all, int width) {
  const int64_t filled = all == 0 ? 0 : std::min<int64_t>(width, (some * width + all / 2) / all);
  std::string bar;
  for (int64_t i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
  return bar;
}

Result ResultOf(const kasvu::v1::Rehearsal& rehearsal) {
  if (rehearsal.has_engagement() && rehearsal.completed() == 0) {
    return {true, rehearsal.engaged(), rehearsal.engagement()};
  }
  return {false, rehearsal.completed(), rehearsal.completion()};
}

}  // namespace kasvu::cli
