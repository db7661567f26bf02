// Does what the documents show, as they show it: CONTRIBUTING.md says how a block is read.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/console_blocks.h"
#include "tests/house/tree.h"
#include "tests/testing/bash.h"
#include "tests/testing/process.h"

namespace kasvu::house {
namespace {

std::vector<std::string> DocumentsWithCommands() {
  std::vector<std::string> documents;
  for (const std::string& path : FilesBelow("", {".md"})) {
    // The story of two regions needs a server of its own; a test of its own plays it.
    if (path != "CONTRIBUTING.md" && path != "docs/two-regions.md" &&
        !CommandsOf(TextOf(path)).empty())
      documents.push_back(path);
  }
  return documents;
}

// Each document finds the data that ./dev run makes, in a server of its own.
class DocumentedCommandsTest : public ::testing::TestWithParam<std::string> {
 protected:
  DocumentedCommandsTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    setenv("LC_ALL", "C.UTF-8", 1);
  }
  ~DocumentedCommandsTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_ =
      (std::filesystem::temp_directory_path() / ("kasvu-documents-" + std::to_string(getpid())))
          .string();
};

TEST_P(DocumentedCommandsTest, DoWhatTheDocumentShows) {
  tests::Process kasvud(KASVU_BINARY_DIR "/bin/kasvud",
                        {"--data=" + folder_, "--listen=127.0.0.1:0"},
                        tests::Process::StandardError::kShow);
  const std::string address = kasvud.Address();
  ASSERT_NE(address, "") << "kasvud did not start";
  setenv("KASVU_SERVER", address.c_str(), 1);
  setenv("KASVU_DATA", folder_.c_str(), 1);
  setenv("KASVU_BACKUPS", (folder_ + "/backups").c_str(), 1);
  const tests::Outcome made = tests::InBash("examples/ekollega-season/midway " + address);
  ASSERT_EQ(made.exit_code, 0) << made.output;

  for (const ShownCommand& command : CommandsOf(TextOf(GetParam()))) {
    const tests::Outcome outcome = tests::InBash(command.text);
    EXPECT_TRUE(outcome.exit_code == command.exit_code && Matches(command.expected, outcome.output))
        << GetParam() << ":" << command.line << ": $ " << command.text << "\nends with "
        << outcome.exit_code << " and prints\n"
        << outcome.output;
  }
}

// Without this, a renamed fence would pass for a tested document.
TEST(DocumentedCommandsTest, TheReadmeShowsSome) {
  EXPECT_FALSE(CommandsOf(TextOf("README.md")).empty());
}

INSTANTIATE_TEST_SUITE_P(Documents, DocumentedCommandsTest,
                         ::testing::ValuesIn(DocumentsWithCommands()), [](const auto& document) {
                           std::string name = document.param;
                           for (char& c : name)
                             c = isalnum(static_cast<unsigned char>(c)) ? c : '_';
                           return name;
                         });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DocumentedCommandsTest);

}  // namespace
}  // namespace kasvu::house
