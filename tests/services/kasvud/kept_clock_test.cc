#include "services/kasvud/kept_clock.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "errors/error.h"

namespace kasvu::kasvud {
namespace {

class KeptClockTest : public testing::Test {
 protected:
  KeptClockTest() { std::filesystem::create_directories(folder_); }
  ~KeptClockTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_ = testing::TempDir() + "/kept-clock-" + std::to_string(::getpid());
  absl::Time start_ = absl::FromUnixSeconds(1'612'166'400);
};

TEST_F(KeptClockTest, GoesOnWhereItStood) {
  {
    const auto clock = *KeptClock::Open(folder_, true, start_);
    EXPECT_EQ(clock->Now(), start_);
    ASSERT_TRUE(clock->Set(start_ + absl::Hours(1) + absl::Microseconds(7)).ok());
  }
  // Whatever the command line says.
  const auto clock = *KeptClock::Open(folder_, false, start_);
  EXPECT_TRUE(clock->is_test_clock());
  EXPECT_EQ(clock->Now(), start_ + absl::Hours(1) + absl::Microseconds(7));
}

TEST_F(KeptClockTest, NeverGoesBack) {
  const auto clock = *KeptClock::Open(folder_, true, start_);
  EXPECT_TRUE(clock->Set(start_).ok());
  EXPECT_EQ(ReasonOf(clock->Set(start_ - absl::Microseconds(1))), "CLOCK_WOULD_GO_BACK");
  EXPECT_EQ(clock->Now(), start_);
}

TEST_F(KeptClockTest, DataBelongToOneKindOfClock) {
  EXPECT_EQ(ReasonOf(KeptClock::Open(folder_, false, start_).status()), "DATA_HAS_REAL_CLOCK");
  ASSERT_TRUE(KeptClock::Open(folder_, true, start_).ok());
  EXPECT_EQ(ReasonOf(KeptClock::Open(folder_, false, std::nullopt).status()),
            "DATA_HAS_TEST_CLOCK");
}

TEST_F(KeptClockTest, TheRealOneCannotBeSet) {
  const auto clock = *KeptClock::Open(folder_, true, std::nullopt);
  EXPECT_FALSE(clock->is_test_clock());
  EXPECT_EQ(ReasonOf(clock->Set(start_)), "TEST_CLOCK_OFF");
}

TEST_F(KeptClockTest, AFileThatHoldsNoTimeIsSaidSo) {
  std::ofstream(folder_ + "/test-clock") << "soon\n";
  EXPECT_EQ(ReasonOf(KeptClock::Open(folder_, false, start_).status()), "DATA_FOLDER_UNUSABLE");
}

}  // namespace
}  // namespace kasvu::kasvud
