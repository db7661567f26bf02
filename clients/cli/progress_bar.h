#pragma once

#include <cstdint>
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

// The same for work whose end nobody knows: it only counts.
class CountingBar {
 public:
  CountingBar(const Frame& frame, std::string label);
  ~CountingBar();
  CountingBar(const CountingBar&) = delete;
  CountingBar& operator=(const CountingBar&) = delete;

  void At(uint64_t done);

 private:
  const Frame& frame_;
  const std::string label_;
};

}  // namespace kasvu::cli
