#include "tests/testing/counter_history.h"

#include <limits>

#include "absl/strings/str_cat.h"

namespace kasvu::tests {
namespace {

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

}  // namespace

size_t CounterHistory::BeginWrite() {
  const std::lock_guard lock(mutex_);
  writes_.push_back({++now_, kNever, true});
  return writes_.size() - 1;
}

void CounterHistory::EndWrite(size_t write, Outcome outcome) {
  const std::lock_guard lock(mutex_);
  ++now_;
  if (outcome == Outcome::kDone) writes_[write].end = now_;
  if (outcome == Outcome::kNotDone) writes_[write].counts = false;
}

size_t CounterHistory::BeginRead() {
  const std::lock_guard lock(mutex_);
  reads_.push_back({++now_, kNever, 0});
  return reads_.size() - 1;
}

void CounterHistory::EndRead(size_t read, int value) {
  const std::lock_guard lock(mutex_);
  reads_[read].end = ++now_;
  reads_[read].value = value;
}

std::vector<std::string> CounterHistory::Faults() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> faults;
  for (const Read& read : reads_) {
    if (read.end == kNever) continue;
    int least = 0, most = 0;
    for (const Write& write : writes_) {
      least += write.end < read.begin;
      most += write.counts && write.begin < read.end;
    }
    if (read.value < least || read.value > most) {
      faults.push_back(absl::StrCat("the read from ", read.begin, " to ", read.end, " saw ",
                                    read.value, ", and not from ", least, " to ", most));
    }
    for (const Read& before : reads_) {
      if (before.end < read.begin && before.value > read.value) {
        faults.push_back(absl::StrCat("the read from ", read.begin, " saw ", read.value,
                                      ", and one that ended at ", before.end, " had seen ",
                                      before.value));
      }
    }
  }
  return faults;
}

}  // namespace kasvu::tests
