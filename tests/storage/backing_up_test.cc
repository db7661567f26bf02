#include "storage/backing_up.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;

TEST(BackingUpTest, IsHeldByOneAndLeavesNothing) {
  const TemporaryFolder data;
  {
    const auto held = BackingUp::Begin(data.path());
    ASSERT_TRUE(held.has_value());
    EXPECT_FALSE(fs::exists(held->path()));
    fs::create_directory(held->path());
    std::ofstream(held->path() + "/000009.sst") << "bytes";
    EXPECT_FALSE(BackingUp::Begin(data.path()).has_value());
    RemoveLeftOvers(data.path());
    EXPECT_TRUE(fs::exists(held->path() + "/000009.sst")) << "whoever holds it still needs it";
    held->Clear();
    EXPECT_FALSE(fs::exists(held->path()));
    fs::create_directory(held->path());
  }
  EXPECT_TRUE(fs::is_empty(data.path()));
  EXPECT_TRUE(BackingUp::Begin(data.path()).has_value());
}

TEST(BackingUpTest, TakesAwayWhatOthersLeft) {
  const TemporaryFolder data;
  RemoveLeftOvers(data.path());
  const auto leave = [&] {
    fs::create_directories(data.File(".backing-up/store"));
    std::ofstream(data.File(".backing-up/000009.sst")) << "bytes";
    std::ofstream(data.File(".backing-up/store/000009.sst")) << "bytes";
  };
  leave();
  RemoveLeftOvers(data.path());
  EXPECT_TRUE(fs::is_empty(data.path()));
  leave();
  const auto held = BackingUp::Begin(data.path());
  ASSERT_TRUE(held.has_value());
  EXPECT_TRUE(fs::is_empty(data.File(".backing-up")));
  EXPECT_FALSE(BackingUp::Begin(data.File("nowhere")).has_value());
}

}  // namespace
}  // namespace kasvu::storage
