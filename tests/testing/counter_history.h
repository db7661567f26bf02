// What clients saw of something that only grows, one by one, while they wrote to it and read it at
// the same time; and whether one order of all those calls explains it (linearizability).
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace kasvu::tests {

// Safe for use by several threads.
class CounterHistory {
 public:
  // What became of a write, as its client knows it.
  enum class Outcome {
    kDone,
    kNotDone,  // refused: it adds nothing
    kUnknown,  // it may add one, at any time from its begin on
  };

  // A call is told at its begin, and at its end by the number that it got then. One that never ends
  // is a write of unknown outcome, or a read that counts for nothing.
  size_t BeginWrite();
  void EndWrite(size_t write, Outcome outcome);
  size_t BeginRead();
  void EndRead(size_t read, int value);

  // What no order explains, in sentences: a read that missed a write which was done before it
  // began, counted more than can have been written, or saw less than one that ended before it
  // began.
  std::vector<std::string> Faults() const;

 private:
  struct Write {
    int64_t begin;
    int64_t end;  // known to be done since then; never: as far as can be told
    bool counts;
  };
  struct Read {
    int64_t begin;
    int64_t end;
    int value;
  };

  mutable std::mutex mutex_;
  int64_t now_ = 0;
  std::vector<Write> writes_;
  std::vector<Read> reads_;
};

}  // namespace kasvu::tests
