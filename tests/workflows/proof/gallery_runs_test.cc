// What a designer reads about each broken template that exploring finds fault with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/golden.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
#include "workflows/template/finding_catalogue.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/run_text.h"

namespace kasvu::workflows {
namespace {

std::vector<std::filesystem::path> Gallery() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(KASVU_SOURCE_DIR) / "tests/workflows/template/gallery")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool IsOfTheProof(const Finding& finding) {
  const auto texts = ProofFindings();
  return std::any_of(texts.begin(), texts.end(),
                     [&](const FindingText& text) { return text.code == finding.code; });
}

TEST(GalleryRunsTest, AreToldAsEver) {
  for (const std::string language : {"en", "fi", "sv"}) {
    std::string told;
    std::set<std::string> shown;
    for (const auto& file : Gallery()) {
      const std::string name = file.filename().string();
      CheckResult result = Check(name, ReadFile(file), NoModules());
      Prove(name, result);
      for (const Finding& finding : result.findings) {
        if (!IsOfTheProof(finding)) continue;
        absl::StrAppend(&told, Line(finding, language), "\n");
        for (size_t i = 0; i < finding.counterexample.size(); ++i) {
          absl::StrAppend(&told, "  ", i + 1, ". ", Sentence(finding.counterexample[i], language),
                          "\n");
        }
        shown.insert(finding.code);
      }
    }
    for (const FindingText& text : ProofFindings()) {
      EXPECT_TRUE(shown.contains(std::string(text.code))) << text.code;
    }
    tests::ExpectGolden("tests/workflows/proof/golden/gallery-" + language + ".txt", told);
  }
}

}  // namespace
}  // namespace kasvu::workflows
