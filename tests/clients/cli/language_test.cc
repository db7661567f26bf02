#include "clients/cli/language.h"

#include <gtest/gtest.h>

#include <map>

#include "clients/cli/words.h"

namespace kasvu::cli {
namespace {

struct Case {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;
  std::string language;
};

class LanguageTest : public ::testing::TestWithParam<Case> {};

TEST_P(LanguageTest, IsTheOneAskedForOrTheLocales) {
  const Case& c = GetParam();
  EXPECT_EQ(LanguageOf(c.arguments,
                       [&](const std::string& name) -> std::optional<std::string> {
                         const auto found = c.environment.find(name);
                         if (found == c.environment.end()) return std::nullopt;
                         return found->second;
                       }),
            c.language);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, LanguageTest,
    ::testing::Values(Case{{}, {}, "en"}, Case{{"--lang", "sv"}, {{"LANG", "fi_FI.UTF-8"}}, "sv"},
                      Case{{"work", "--lang=fi"}, {}, "fi"},
                      Case{{"--lang", "de"}, {{"LANG", "fi_FI.UTF-8"}}, "fi"},
                      Case{{"--", "--lang=fi"}, {}, "en"}, Case{{}, {{"LANG", "fi"}}, "fi"},
                      Case{{}, {{"LC_ALL", ""}, {"LANG", "sv_FI"}}, "sv"},
                      Case{{}, {{"LC_ALL", "C.UTF-8"}, {"LANG", "fi_FI"}}, "en"},
                      Case{{}, {{"LC_MESSAGES", "sv_SE"}, {"LANG", "fi_FI"}}, "sv"},
                      Case{{}, {{"LANG", "fil_PH"}}, "en"}));

TEST(FilledTest, PutsValuesInTheirPlaces) {
  EXPECT_EQ(Filled("{a} and {b}, {a}", {{"a", "1"}, {"b", "{a}"}}), "1 and {a}, 1");
  EXPECT_EQ(Filled("{unknown} { open", {}), "{unknown} { open");
}

TEST(TextInTest, FallsBack) {
  kasvu::v1::Text text;
  EXPECT_EQ(TextIn(text, "fi"), "");
  (*text.mutable_by_language())["fi"] = "suomi";
  EXPECT_EQ(TextIn(text, "sv"), "suomi");
  (*text.mutable_by_language())["en"] = "English";
  EXPECT_EQ(TextIn(text, "sv"), "English");
  EXPECT_EQ(TextIn(text, "fi"), "suomi");
}

}  // namespace
}  // namespace kasvu::cli
