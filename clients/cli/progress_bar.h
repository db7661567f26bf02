#pragma once

#include <string>

#include "clients/cli/frame.h"

namespace kasvu::cli {

// A line on the error output that fills while long work goes on, only when that is a terminal. It
// is wiped away at the end, so that what is printed afterwards stands alone.
class ProgressBar {
 public:
  // `total` is in the unit of At, at least 1.
  ProgressBar(const Frame& frame, std::string label, int total);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void At(int done);

 private:
  const Frame& frame_;
  const std::string label_;
  const int total_;
};

}  // namespace kasvu::cli
