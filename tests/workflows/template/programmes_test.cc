// The programmes and modules that Kasvu ships check clean, without as much as a warning.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/workflows/template/module_folder.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/template.h"
#include "workflows/template/yaml_writer.h"

namespace kasvu::workflows {
namespace {

TEST(ProgrammesTest, AreSoundAndPrintAsTheSameVersion) {
  const std::filesystem::path root =
      std::filesystem::path(KASVU_SOURCE_DIR) / "workflows/programmes";
  const ModuleFolder modules(root / "modules");
  int programmes = 0;
  for (const auto& folder : {root, root / "modules"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".yaml") continue;
      ++programmes;
      const CheckResult result =
          Check(entry.path().filename().string(), ReadFile(entry.path()), modules);
      for (const Finding& finding : result.findings) ADD_FAILURE() << Line(finding, "en");
      ASSERT_TRUE(result.compiled) << entry.path();
      const Node document = Encode(result.compiled->source);
      for (const std::string& text : {WriteYaml(document), CanonicalJson(document)}) {
        const CheckResult again = Check("printed", text, modules);
        ASSERT_TRUE(again.compiled) << entry.path();
        EXPECT_EQ(again.compiled->digest, result.compiled->digest) << entry.path();
      }
    }
  }
  EXPECT_GE(programmes, 14);
}

}  // namespace
}  // namespace kasvu::workflows
