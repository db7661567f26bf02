// The programmes that Kasvu ships keep their promises.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/testing/golden.h"
#include "tests/workflows/cohort/programs.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
#include "workflows/template/finding_text.h"

namespace kasvu::workflows {
namespace {

TEST(ReadyProofsTest, AllAreProvedAndSayWhatMayBeMissed) {
  const std::filesystem::path folder =
      std::filesystem::path(KASVU_SOURCE_DIR) / "workflows/programmes";
  const ModuleFolder modules(folder / "modules");
  std::string told;
  for (const std::string& id : ReadyPrograms()) {
    CheckResult result = Check(id, ReadFile(folder / (id + ".yaml")), modules);
    Prove(id, result);
    for (const Finding& finding : result.findings) {
      if (finding.severity == Severity::kError || finding.code == "proof-incomplete") {
        ADD_FAILURE() << Line(finding, "en");
      }
    }
    ASSERT_TRUE(result.compiled);
    told += id + "\n" + result.compiled->proof.DebugString();
  }
  tests::ExpectGolden("tests/workflows/proof/golden/ready.txt", told);
}

}  // namespace
}  // namespace kasvu::workflows
