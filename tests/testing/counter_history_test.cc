#include "tests/testing/counter_history.h"

#include <gtest/gtest.h>

namespace kasvu::tests {
namespace {

using Outcome = CounterHistory::Outcome;

void Write(CounterHistory& history, Outcome outcome = Outcome::kDone) {
  history.EndWrite(history.BeginWrite(), outcome);
}

void Read(CounterHistory& history, int value) { history.EndRead(history.BeginRead(), value); }

TEST(CounterHistoryTest, AcceptsWhatAnOrderExplains) {
  CounterHistory history;
  Read(history, 0);
  Write(history);
  Read(history, 1);
  Write(history, Outcome::kUnknown);
  Read(history, 1);
  Read(history, 2);
  Write(history, Outcome::kNotDone);
  const size_t read = history.BeginRead();
  const size_t write = history.BeginWrite();
  history.EndRead(read, 3);
  history.EndWrite(write, Outcome::kDone);
  history.BeginRead();
  EXPECT_TRUE(history.Faults().empty()) << history.Faults()[0];
}

TEST(CounterHistoryTest, NoticesALostWrite) {
  CounterHistory history;
  Write(history);
  Read(history, 0);
  EXPECT_EQ(history.Faults().size(), 1u);
}

TEST(CounterHistoryTest, NoticesAWriteDoneTwice) {
  CounterHistory history;
  Write(history);
  Read(history, 2);
  EXPECT_EQ(history.Faults().size(), 1u);
}

TEST(CounterHistoryTest, NoticesARefusedWriteThatWasDone) {
  CounterHistory history;
  Write(history, Outcome::kNotDone);
  Read(history, 1);
  EXPECT_EQ(history.Faults().size(), 1u);
}

TEST(CounterHistoryTest, NoticesAReadOfWhatWasLostLater) {
  CounterHistory history;
  Write(history, Outcome::kUnknown);
  Read(history, 1);
  Read(history, 0);
  EXPECT_EQ(history.Faults().size(), 1u);
}

}  // namespace
}  // namespace kasvu::tests
