#include "storage/lock_table.h"

#include <gtest/gtest.h>

#include <future>

#include "errors/error.h"

namespace kasvu::storage {
namespace {

TEST(LockTableTest, TellsADeadlockToWhoWouldCloseTheCircle) {
  LockTable locks;
  const auto first = locks.NewOwner(), second = locks.NewOwner(), third = locks.NewOwner();
  ASSERT_TRUE(locks.Acquire(first, "a").ok());
  ASSERT_TRUE(locks.Acquire(second, "b").ok());
  ASSERT_TRUE(locks.Acquire(third, "c").ok());
  // Whoever of the three asks last closes the circle and is refused; it lets the others through.
  const auto ask = [&](LockTable::Owner owner, const char* key) {
    const absl::Status status = locks.Acquire(owner, key);
    locks.ReleaseAll(owner);
    return status;
  };
  auto first_asks = std::async(std::launch::async, ask, first, "b");
  auto second_asks = std::async(std::launch::async, ask, second, "c");
  auto third_asks = std::async(std::launch::async, ask, third, "a");
  int refused = 0;
  for (auto* answer : {&first_asks, &second_asks, &third_asks}) {
    const absl::Status status = answer->get();
    if (status.ok()) continue;
    ++refused;
    EXPECT_EQ(ReasonOf(status), "LOCK_DEADLOCK");
  }
  EXPECT_EQ(refused, 1);
}

TEST(LockTableTest, WhatIsReleasedIsFree) {
  LockTable locks;
  for (int round = 0; round < 3; ++round) {
    const auto owner = locks.NewOwner();
    ASSERT_TRUE(locks.Acquire(owner, "a").ok());
    ASSERT_TRUE(locks.Acquire(owner, "b").ok());
    locks.ReleaseAll(owner);
    locks.ReleaseAll(owner);
  }
}

}  // namespace
}  // namespace kasvu::storage
