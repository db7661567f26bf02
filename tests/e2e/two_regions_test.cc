// A programme that travels, as docs/two-regions.md tells it: played through the command line
// against the real server.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "tests/testing/bash.h"
#include "tests/testing/golden.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"

namespace kasvu::tests {
namespace {

// Plans and histories hash ids that are another each time.
std::string WithoutHashes(const std::string& text) {
  static const std::regex kHash("\\b[0-9a-f]{16}\\b");
  return std::regex_replace(text, kHash, "4be1b2ae09cb5c3a");
}

// With the stores in a database or not.
class TwoRegionsTest : public ::testing::TestWithParam<bool> {};

TEST_P(TwoRegionsTest, TheStoryIsTold) {
  setenv("LC_ALL", "C.UTF-8", 1);
  const std::string folder = ::testing::TempDir() + "/kasvu-regions-" + std::to_string(::getpid());
  std::filesystem::remove_all(folder);
  std::vector<std::string> options = {"--data=" + folder, "--listen=127.0.0.1:0",
                                      "--test-clock=2026-01-05T08:00:00Z"};
  std::unique_ptr<PostgresCluster> cluster;
  if (GetParam()) {
    cluster = std::make_unique<PostgresCluster>();
    options.push_back("--store=" + cluster->Url());
  }
  {
    Process kasvud(KASVU_BINARY_DIR "/bin/kasvud", std::move(options),
                   Process::StandardError::kShow);
    const std::string address = kasvud.Address();
    ASSERT_NE(address, "") << "kasvud did not start";
    const Outcome told = InBash("examples/two-regions/play " + address);
    EXPECT_EQ(told.exit_code, 0);
    ExpectGolden("docs/two-regions.md", WithoutHashes(told.output));
  }
  std::filesystem::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(On, TwoRegionsTest, ::testing::Bool(),
                         [](const auto& test) { return test.param ? "Postgres" : "RocksDb"; });

}  // namespace
}  // namespace kasvu::tests
