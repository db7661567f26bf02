// Each file of the gallery is one template with exactly the findings that its first lines expect:
// "# expect: code@line".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "tests/workflows/template/gallery_modules.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
#include "workflows/template/finding_catalogue.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/run_text.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

std::vector<std::filesystem::path> Gallery() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder =
      std::filesystem::path(KASVU_SOURCE_DIR) / "tests/workflows/template/gallery";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> Expected(const std::string& text) {
  std::vector<std::string> expected;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.starts_with("# expect: ");) {
    expected.push_back(line.substr(10));
  }
  return expected;
}

// What is left unfilled, or filled with nothing, leaves a trace.
bool LeavesATrace(const std::string& sentence) {
  return std::regex_search(sentence, std::regex("“”|””|  |\\{[a-z_]"));
}

class GalleryTest : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(GalleryTest, HasExactlyTheExpectedFindings) {
  const std::string text = ReadFile(GetParam());
  CheckResult result = Check(GetParam().filename().string(), text, GalleryModules());
  Prove(GetParam().filename().string(), result);
  std::vector<std::string> found;
  for (const Finding& finding : result.findings) {
    found.push_back(finding.code + "@" + std::to_string(finding.line));
    for (const std::string language : {"en", "fi", "sv"}) {
      const std::string sentence = Sentence(finding, language);
      EXPECT_FALSE(LeavesATrace(sentence)) << sentence;
      for (const RunEvent& event : finding.counterexample) {
        EXPECT_FALSE(LeavesATrace(Sentence(event, language))) << Sentence(event, language);
      }
    }
  }
  EXPECT_THAT(found, testing::UnorderedElementsAreArray(Expected(text)));
  EXPECT_EQ(result.compiled.has_value(), !HasErrors(result.findings));
}

std::string NameOf(const testing::TestParamInfo<std::filesystem::path>& file) {
  std::string name = file.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, GalleryTest, testing::ValuesIn(Gallery()), NameOf);

// Those that need more than a small file are looked at in tests of their own.
bool HasOwnTest(std::string_view code) {
  static const std::set<std::string_view> own = {
      "template-too-large", "not-utf-8",     "empty-document",    "too-deep",
      "more-findings",      "text-too-long", "condition-too-deep"};
  return own.contains(code) || code.starts_with("too-many-");
}

TEST(GalleryTest, ShowsEveryFindingThereIs) {
  std::set<std::string> shown;
  for (const auto& file : Gallery()) {
    for (const std::string& expected : Expected(ReadFile(file))) {
      shown.insert(expected.substr(0, expected.find('@')));
    }
  }
  for (const auto& family : FindingFamilies()) {
    for (const FindingText& text : family) {
      EXPECT_TRUE(HasOwnTest(text.code) || shown.contains(std::string(text.code))) << text.code;
      EXPECT_EQ(FindText(text.code), &text) << text.code << " stands twice";
    }
  }
}

TEST(GalleryTest, EveryFindingIsInTheReference) {
  const std::string reference =
      ReadFile(std::filesystem::path(KASVU_SOURCE_DIR) / "docs/template-language.md");
  for (const auto& family : FindingFamilies()) {
    for (const FindingText& text : family) {
      EXPECT_NE(reference.find("| `" + std::string(text.code) + "` |"), std::string::npos)
          << text.code;
    }
  }
}

TEST(GalleryTest, ExamplesOfTheReferenceAreSound) {
  const std::string reference =
      ReadFile(std::filesystem::path(KASVU_SOURCE_DIR) / "docs/template-language.md");
  const std::string fence = "```yaml\n";
  int examples = 0;
  for (size_t at = reference.find(fence); at != std::string::npos;
       at = reference.find(fence, at + 1)) {
    const size_t begin = at + fence.size();
    const std::string text = reference.substr(begin, reference.find("```", begin) - begin);
    CheckResult result = Check("docs", text, GalleryModules());
    Prove("docs", result);
    for (const Finding& finding : result.findings) ADD_FAILURE() << Line(finding, "en");
    ++examples;
  }
  EXPECT_GT(examples, 0);
}

}  // namespace
}  // namespace kasvu::workflows
