// Which work gets a thread: nothing here looks at the time.
#include "services/common/workers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <string>

#include "errors/error.h"
#include "errors/retry.h"

namespace kasvu::services {
namespace {

constexpr int kThreads = 4;

// Holds back those who come until it is opened, and counts them.
class Gate {
 public:
  void Pass() {
    std::unique_lock lock(mutex_);
    ++came_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void WaitFor(int came) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return came_ >= came; });
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int came_ = 0;
  bool open_ = false;
};

class WorkersTest : public testing::Test {
 protected:
  ~WorkersTest() override { gate_.Open(); }

  // Work that stands still, as on a disk that does not answer; how many of `count` were taken.
  int Stand(Lane lane, uint64_t source, int count) {
    int taken = 0;
    for (int i = 0; i < count; ++i) {
      const absl::Status admitted = workers_.Admit(lane, source, [this] { gate_.Pass(); });
      if (admitted.ok()) {
        ++taken;
      } else {
        last_refusal_ = admitted;
      }
    }
    return taken;
  }

  // Work of this lane is carried out, again and again: a thread that would go over to what stands
  // still is gone after the first.
  void ExpectServed(Lane lane) {
    for (int i = 0; i < 4 * kThreads; ++i) {
      std::promise<void> done;
      ASSERT_TRUE(workers_.Admit(lane, 77, [&done] { done.set_value(); }).ok());
      done.get_future().get();
    }
  }

  Gate gate_;
  absl::Status last_refusal_;
  Workers workers_{kThreads};
};

TEST_F(WorkersTest, ChangesThatStandStillLeaveThreadsToReaders) {
  ASSERT_GE(Stand(Lane::kChanges, 1, 20), 10);
  gate_.WaitFor(kThreads / 2);
  ExpectServed(Lane::kReads);
}

TEST_F(WorkersTest, ReadersThatStandStillLeaveAThreadToChanges) {
  ASSERT_GE(Stand(Lane::kReads, 1, 20), 10);
  gate_.WaitFor(kThreads - 1);
  ExpectServed(Lane::kChanges);
}

TEST_F(WorkersTest, WhatWaitsIsBoundedAndTheRestIsToldWhenToComeAgain) {
  constexpr int kMany = 100'000;
  const int taken = Stand(Lane::kReads, 1, kMany);
  EXPECT_LT(taken, kMany / 10);
  EXPECT_EQ(ReasonOf(last_refusal_), "OVERLOADED");
  EXPECT_EQ(last_refusal_.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(RetryAfterOf(last_refusal_).has_value());
  EXPECT_EQ(workers_.Read(Lane::kReads).refused, static_cast<uint64_t>(kMany - taken));
  // Neither another connection nor the server itself is shut out.
  EXPECT_EQ(Stand(Lane::kReads, 2, 10), 10);
  std::promise<void> done;
  workers_.Run([&done] { done.set_value(); });
  done.get_future().get();
}

TEST_F(WorkersTest, EverythingThatWasTakenIsDoneAtTheEnd) {
  std::atomic<int> done = 0;
  {
    Workers workers(2);
    for (int i = 0; i < 10; ++i) {
      ASSERT_TRUE(
          workers.Admit(i % 2 == 0 ? Lane::kReads : Lane::kChanges, 1, [&] { ++done; }).ok());
      workers.Run([&] { ++done; });
    }
  }
  EXPECT_EQ(done, 20);
}

}  // namespace
}  // namespace kasvu::services
