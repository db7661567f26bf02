#include "tests/house/console_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kasvu::house {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ConsoleBlocksTest, ReadsCommandsWithTheirLinesAndOutput) {
  const std::vector<ShownCommand> commands = CommandsOf(
      "Text\n"
      "```console\n"
      "$ kasvu template list\n"
      "NAME   TITLE\n"
      "…\n"
      "$ kasvu cohort create \\\n"
      "    --id a\n"
      "```\n"
      "$ not a command\n"
      "```\n"
      "$ not one either\n"
      "```\n"
      "```console\n"
      "$ kasvu cohort show b\n"
      "There is no cohort b.\n"
      "(exit 1)\n"
      "```\n");
  ASSERT_THAT(commands, SizeIs(3));
  EXPECT_EQ(commands[0].line, 3);
  EXPECT_EQ(commands[0].text, "kasvu template list");
  EXPECT_THAT(commands[0].expected, ElementsAre("NAME   TITLE", "…"));
  EXPECT_EQ(commands[0].exit_code, 0);
  EXPECT_EQ(commands[1].text, "kasvu cohort create \\\n    --id a");
  EXPECT_THAT(commands[1].expected, IsEmpty());
  EXPECT_THAT(commands[2].expected, ElementsAre("There is no cohort b."));
  EXPECT_EQ(commands[2].exit_code, 1);
}

struct Case {
  std::vector<std::string> expected;
  std::string output;
  bool matches;
};

class MatchesTest : public ::testing::TestWithParam<Case> {};

TEST_P(MatchesTest, ComparesLinesAndGaps) {
  EXPECT_EQ(Matches(GetParam().expected, GetParam().output), GetParam().matches)
      << ::testing::PrintToString(GetParam().expected) << " against\n"
      << GetParam().output;
}

INSTANTIATE_TEST_SUITE_P(
    Outputs, MatchesTest,
    ::testing::Values(Case{{}, "anything\n", true},  //
                      Case{{"a"}, "a\n", true},      //
                      Case{{"a"}, "a  \n", true},    //
                      Case{{"a"}, "a\nb\n", false},  //
                      Case{{"a", "b"}, "a\n", false}, Case{{"a", "…"}, "a\nb\nc\n", true},
                      Case{{"a", "…"}, "a\n", true}, Case{{"a", "…", "c"}, "a\nb\nc\n", true},
                      Case{{"a", "…", "c"}, "a\nb\n", false},
                      Case{{"e… done …"}, "e7 done 2021-02-03\n", true},
                      Case{{"e… done"}, "e7 done yesterday\n", false},
                      Case{{"…ä…"}, "työ\n", false}, Case{{"…ö…"}, "työ\n", true}));

}  // namespace
}  // namespace kasvu::house
