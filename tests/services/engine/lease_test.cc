#include "services/engine/lease.h"

#include <gtest/gtest.h>

#include "storage/faulty_store.h"
#include "storage/memory_store.h"

namespace kasvu::engine {
namespace {

class LeaseTest : public testing::Test {
 protected:
  static absl::Time At(int seconds) { return absl::FromUnixSeconds(1'000'000 + seconds); }

  bool Try(Lease& lease, int seconds) {
    EXPECT_TRUE(lease.Try(At(seconds)).ok());
    return lease.HeldAt(At(seconds));
  }

  storage::FaultyStore store_{storage::NewMemoryStore()};
  Lease one_{store_, "one"};
  Lease other_{store_, "other"};
};

TEST_F(LeaseTest, IsHeldByOneAsLongAsSheRenewsIt) {
  for (int second = 0; second < 60; ++second) {
    EXPECT_TRUE(Try(one_, second));
    EXPECT_FALSE(Try(other_, second));
  }
}

TEST_F(LeaseTest, IsTakenOverInLessThanTenSecondsAfterTheHoldersDeath) {
  EXPECT_TRUE(Try(one_, 0));
  EXPECT_FALSE(Try(other_, 1));
  int second = 2;
  while (!Try(other_, second) && second < 60) ++second;
  EXPECT_GE(At(second) - At(0), kLeaseLasts);
  EXPECT_LT(second, 10);
  // Whoever comes back has to wait like everybody.
  EXPECT_FALSE(Try(one_, second));
  EXPECT_FALSE(one_.HeldAt(At(second)));
}

TEST_F(LeaseTest, IsNotTakenFromAHolderWhoseClockIsAnother) {
  for (int second = 0; second < 30; ++second) {
    EXPECT_TRUE(Try(one_, second));
    EXPECT_FALSE(Try(other_, second + 1'000'000));
  }
}

TEST_F(LeaseTest, LapsesByItselfWhenTheStoreIsAway) {
  EXPECT_TRUE(Try(one_, 0));
  store_.FailRead(1);
  EXPECT_FALSE(one_.Try(At(1)).ok());
  EXPECT_TRUE(one_.HeldAt(At(5)));
  EXPECT_FALSE(one_.HeldAt(At(0) + kLeaseLasts));
}

}  // namespace
}  // namespace kasvu::engine
