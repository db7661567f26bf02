// What the repository's texts must not hold: paths of somebody's machine, words that admit to
// unfinished work, links that lead nowhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/tree.h"

namespace kasvu::house {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The places in `text` where `pattern` stands, as "path:line: what".
std::vector<std::string> Matches(std::string_view path, std::string_view text,
                                 const std::regex& pattern) {
  std::vector<std::string> found;
  std::istringstream lines{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    for (std::sregex_iterator match(line.begin(), line.end(), pattern), end; match != end;
         ++match) {
      found.push_back(std::string(path) + ":" + std::to_string(number) + ": " + match->str());
    }
  }
  return found;
}

// A path that means something on one machine only: somebody's home or a place of work.
const std::regex& MachinePath() {
  static const std::regex kPattern(
      R"re((^|[^A-Za-z0-9_./-])/(root|home|work|mnt|Users)/[A-Za-z0-9])re");
  return kPattern;
}

const std::regex& Unfinished() {
  // Written apart, so that this file does not match itself.
  static const std::regex kPattern(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b");
  return kPattern;
}

TEST(DocumentsTest, NoFileNamesAPathOfOneMachine) {
  for (const std::string& path :
       FilesBelow("", {".md", ".cc", ".h", ".proto", ".yaml", ".json", ".txt", ".cmake", "dev"})) {
    if (path == "tests/house/documents_test.cc") continue;
    EXPECT_THAT(Matches(path, TextOf(path), MachinePath()), IsEmpty());
  }
}

TEST(DocumentsTest, NoFileAdmitsToUnfinishedWork) {
  for (const std::string& path : FilesBelow("", {".md", ".cc", ".h", ".proto", ".yaml", ".txt"})) {
    EXPECT_THAT(Matches(path, TextOf(path), Unfinished()), IsEmpty());
  }
}

// The targets of Markdown links that are files here.
std::vector<std::string> LocalLinks(std::string_view text) {
  static const std::regex kLink(R"re(\]\(([^)#:]+)(#[^)]*)?\))re");
  std::vector<std::string> targets;
  const std::string whole(text);
  for (std::sregex_iterator match(whole.begin(), whole.end(), kLink), end; match != end; ++match) {
    targets.push_back((*match)[1].str());
  }
  return targets;
}

TEST(DocumentsTest, EveryLinkToAFileLeadsSomewhere) {
  const std::filesystem::path root = KASVU_SOURCE_DIR;
  for (const std::string& path : FilesBelow("", {".md"})) {
    for (const std::string& target : LocalLinks(TextOf(path))) {
      const std::filesystem::path file = root / std::filesystem::path(path).parent_path() / target;
      EXPECT_TRUE(std::filesystem::exists(file)) << path << " links to " << target;
    }
  }
}

TEST(DocumentsTest, FindsWhatItLooksFor) {
  EXPECT_THAT(Matches("a.md", "see\n`/home/anna/kasvu` here", MachinePath()),
              ElementsAre("a.md:2: `/home/a"));
  EXPECT_THAT(Matches("a.md", "/usr/bin/env and build/work/x and /var/lib", MachinePath()),
              IsEmpty());
  EXPECT_THAT(LocalLinks("[a](docs/a.md#part), [b](https://example.org), [c](../LICENSE)"),
              ElementsAre("docs/a.md", "../LICENSE"));
}

}  // namespace
}  // namespace kasvu::house
