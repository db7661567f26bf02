// What a designer reads about each broken template of the gallery, in each language.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/golden.h"
#include "tests/workflows/template/gallery_modules.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
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

TEST(GalleryMessagesTest, AreToldAsEver) {
  for (const std::string language : {"en", "fi", "sv"}) {
    std::string told;
    for (const auto& file : Gallery()) {
      const std::string name = file.filename().string();
      CheckResult result = Check(name, ReadFile(file), GalleryModules());
      Prove(name, result);
      for (const Finding& finding : result.findings) {
        absl::StrAppend(&told, Line(finding, language), "\n");
        for (size_t i = 0; i < finding.counterexample.size(); ++i) {
          absl::StrAppend(&told, "  ", i + 1, ". ", Sentence(finding.counterexample[i], language),
                          "\n");
        }
      }
    }
    tests::ExpectGolden("tests/workflows/proof/golden/gallery-" + language + ".txt", told);
  }
}

}  // namespace
}  // namespace kasvu::workflows
