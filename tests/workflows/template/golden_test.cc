// What is written for one template that has something of everything, byte by byte. A change here
// gives every published template another identity.
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

std::string Golden(const std::string& name) {
  return ReadFile(std::filesystem::path(KASVU_SOURCE_DIR) / "tests/workflows/template/golden" /
                  name);
}

TEST(GoldenTest, SeasonIsWrittenAsEver) {
  const CheckResult result = Check("season.yaml", Golden("season.yaml"), NoModules());
  for (const Finding& finding : result.findings) ADD_FAILURE() << Line(finding, "en");
  ASSERT_TRUE(result.compiled);
  const Node document = Encode(result.compiled->source);
  EXPECT_EQ(CanonicalJson(document), Golden("season.json"));
  EXPECT_EQ(WriteYaml(document), Golden("season-printed.yaml"));
  // sha256sum season.json
  EXPECT_EQ(result.compiled->digest,
            "fe3ff5ff035f62a5779dc9d20b2aafee5cbd5d9322c4b4c32009c7f6386be613");
}

TEST(GoldenTest, WhatIsPrintedIsTheSameVersion) {
  for (const char* name : {"season-printed.yaml", "season.json"}) {
    const CheckResult result = Check(name, Golden(name), NoModules());
    ASSERT_TRUE(result.compiled) << name;
    EXPECT_EQ(CanonicalJson(Encode(result.compiled->source)), Golden("season.json"));
  }
}

}  // namespace
}  // namespace kasvu::workflows
