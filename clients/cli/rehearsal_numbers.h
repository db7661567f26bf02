// Numbers of a rehearsal as people read them.
#pragma once

#include <cstdint>
#include <string>

#include "kasvu/v1/rehearsal.pb.h"

namespace kasvu::cli {

// sum / count with one decimal: 20.7, in fi and sv 20,7. 0 when count is 0.
std::string Mean(int64_t sum, int64_t count, const std::string& language);
// Whole percent of thousandths, rounded: 86 for 863.
std::string Percent(int64_t permille);
// `some` of `all` in thousandths; 0 of none.
int64_t PermilleOf(int64_t some, int64_t all);
// A bar of `width` columns, filled by `some` of `all`; what is not filled is light.
std::string Bar(int64_t some, int64_t all, int width);

// How many completed, or were engaged where nobody can complete.
struct Result {
  bool engaged = false;
  int64_t people = 0;
  kasvu::v1::Share share;
};
Result ResultOf(const kasvu::v1::Rehearsal& rehearsal);

}  // namespace kasvu::cli
