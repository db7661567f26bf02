#include "storage/backing_up.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;

std::optional<BackingUp> Begin(const std::string& data, std::errc expected = {}) {
  std::error_code fault;
  auto held = BackingUp::Begin(data, fault);
  EXPECT_EQ(fault, std::make_error_condition(expected)) << fault.message();
  EXPECT_EQ(held.has_value(), expected == std::errc());
  return held;
}

TEST(BackingUpTest, IsHeldByOneAndLeavesNothing) {
  const TemporaryFolder data;
  {
    const auto held = Begin(data.path());
    ASSERT_TRUE(held.has_value());
    EXPECT_FALSE(fs::exists(held->path()));
    fs::create_directory(held->path());
    std::ofstream(held->path() + "/000009.sst") << "bytes";
    Begin(data.path(), std::errc::operation_would_block);
    RemoveLeftOvers(data.path());
    EXPECT_TRUE(fs::exists(held->path() + "/000009.sst")) << "whoever holds it still needs it";
    held->Clear();
    EXPECT_FALSE(fs::exists(held->path()));
    fs::create_directory(held->path());
  }
  EXPECT_TRUE(fs::is_empty(data.path()));
  Begin(data.path());
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
  const auto held = Begin(data.path());
  ASSERT_TRUE(held.has_value());
  EXPECT_TRUE(fs::is_empty(data.File(".backing-up")));
  Begin(data.File("nowhere"), std::errc::no_such_file_or_directory);
  std::ofstream(data.File("file")) << "no folder";
  Begin(data.File("file"), std::errc::not_a_directory);
}

}  // namespace
}  // namespace kasvu::storage
