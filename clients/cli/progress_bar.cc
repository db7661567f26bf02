#include "clients/cli/progress_bar.h"

#include <algorithm>
#include <utility>

namespace kasvu::cli {
namespace {

constexpr int kWidth = 24;

}  // namespace

ProgressBar::ProgressBar(const Frame& frame, std::string label, int total)
    : frame_(frame), label_(std::move(label)), total_(std::max(total, 1)) {
  At(0);
}

ProgressBar::~ProgressBar() {
  if (frame_.draws()) frame_.terminal().err << "\r\033[K" << std::flush;
}

void ProgressBar::At(int done) {
  if (!frame_.draws()) return;
  const int filled = static_cast<int>(static_cast<int64_t>(kWidth) * done / total_);
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  frame_.terminal().err << "\r\033[K" << label_ << ' ' << bar << ' ' << done << '/' << total_
                        << std::flush;
}

CountingBar::CountingBar(const Frame& frame, std::string label)
    : frame_(frame), label_(std::move(label)) {}

CountingBar::~CountingBar() {
  if (frame_.draws()) frame_.terminal().err << "\r\033[K" << std::flush;
}

void CountingBar::At(uint64_t done) {
  if (frame_.draws()) frame_.terminal().err << "\r\033[K" << label_ << ' ' << done << std::flush;
}

}  // namespace kasvu::cli
