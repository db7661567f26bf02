#include "tests/testing/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kasvu::tests {

void ExpectGolden(const std::string& path, std::string_view text) {
  const std::filesystem::path file = std::filesystem::path(KASVU_SOURCE_DIR) / path;
  if (std::getenv("KASVU_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return;
  }
  std::ostringstream kept;
  kept << std::ifstream(file, std::ios::binary).rdbuf();
  EXPECT_EQ(text, kept.str()) << path << " differs; ./dev golden writes it anew";
}

}  // namespace kasvu::tests
