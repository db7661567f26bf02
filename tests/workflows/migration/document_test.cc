// docs/migration.md has every rule by which somebody does not migrate, and no other.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "workflows/migration/rules.h"

namespace kasvu::workflows {
namespace {

TEST(MigrationDocumentTest, ListsTheRulesOfTheTable) {
  std::ifstream file(std::string(KASVU_SOURCE_DIR) + "/docs/migration.md");
  std::stringstream text;
  text << file.rdbuf();
  std::set<std::string> refuses, needs_person, expected_refuses, expected_needs_person;
  std::string line;
  const std::regex row(R"(^\| `([a-z-]+)` \| (refused|needs a person) \|)");
  while (std::getline(text, line)) {
    std::smatch match;
    if (!std::regex_search(line, match, row)) continue;
    (match[2] == "refused" ? refuses : needs_person).insert(match[1]);
  }
  for (const RuleText& rule : MigrationRules()) {
    (rule.refuses ? expected_refuses : expected_needs_person).insert(std::string(rule.id));
  }
  EXPECT_EQ(refuses, expected_refuses);
  EXPECT_EQ(needs_person, expected_needs_person);
}

}  // namespace
}  // namespace kasvu::workflows
