#include "clients/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "clients/cli/display_width.h"

namespace kasvu::cli {
namespace {

std::string Printed(const Table& table, bool coloured = false) {
  std::ostringstream out;
  table.Print(out, coloured);
  return out.str();
}

TEST(TableTest, AlignsByWhatIsSeen) {
  Table table({"Nimi", "Määrä"});
  table.AlignRight(1);
  table.Add({"Äijö", "7"});
  table.Add({"Å\u030a 漢字", "12345"});
  EXPECT_EQ(Printed(table),
            "Nimi    Määrä\n"
            "Äijö        7\n"
            "Å\u030a 漢字  12345\n");
}

TEST(TableTest, NoLineEndsInSpaces) {
  Table table({"A", "B", ""});
  table.Add({"long text", "", ""});
  table.Add({"", "x", ""});
  EXPECT_EQ(Printed(table), "A          B\nlong text\n           x\n");
}

TEST(TableTest, ColoursOnlyWhenAsked) {
  Table table;
  table.Add({{"late", Style::kBad}, {"x", Style::kPlain}});
  EXPECT_EQ(Printed(table), "late  x\n");
  EXPECT_EQ(Printed(table, true), "\033[31mlate\033[0m  x\n");
}

TEST(TableTest, ContentCannotSpeakToTheTerminal) {
  Table table;
  table.Add({"a\033[2Jb\nc\td"});
  EXPECT_EQ(Printed(table), "a [2Jb c d\n");
}

struct Width {
  std::string text;
  int width;
};

class DisplayWidthTest : public ::testing::TestWithParam<Width> {};

TEST_P(DisplayWidthTest, CountsColumns) {
  EXPECT_EQ(DisplayWidth(GetParam().text), GetParam().width) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Texts, DisplayWidthTest,
                         ::testing::Values(Width{"", 0}, Width{"abc", 3}, Width{"äöå", 3},
                                           Width{"a\u0308", 1}, Width{"✓ ✗ ○", 5}, Width{"漢字", 4},
                                           Width{"🙂", 2}, Width{"\xff\xfe", 2},
                                           Width{"ŋđžšč", 5}, Width{"\u200b", 0}));

}  // namespace
}  // namespace kasvu::cli
