#include "clients/cpp/utf8.h"

#include <gtest/gtest.h>

namespace kasvu::client {
namespace {

TEST(Utf8Test, LengthOfTheFirstCharacter) {
  struct Case {
    std::string text;
    size_t length;
  };
  for (const Case& c : std::vector<Case>{
           {"a", 1},
           {"äb", 2},
           {"€", 3},
           {"\U0001f600", 4},
           {std::string("\0", 1), 1},
           {"", 0},
           {"\x80", 0},              // a continuation alone
           {"\xe4", 0},              // ä of Latin-1
           {"\xc3", 0},              // cut off
           {"\xc3(", 0},             // no continuation follows
           {"\xc0\xaf", 0},          // overlong
           {"\xe0\x80\xaf", 0},      // overlong
           {"\xed\xa0\x80", 0},      // a surrogate
           {"\xf4\x90\x80\x80", 0},  // beyond U+10FFFF
           {"\xf8\x88\x80\x80\x80", 0},
           {"\xff\xfe", 0},
       }) {
    EXPECT_EQ(CharacterLength(c.text), c.length) << testing::PrintToString(c.text);
  }
}

TEST(Utf8Test, LowersTheLettersOfTheNorth) { EXPECT_EQ(LowerCase("ÅÄÖ Čáŋ ABC"), "åäö čáŋ abc"); }

TEST(Utf8Test, TrimsNoBreakSpacesToo) {
  EXPECT_EQ(Trimmed(" \u00a0\tAino Aalto \u00a0\r\n"), "Aino Aalto");
  EXPECT_EQ(Trimmed("\u00a0 "), "");
  EXPECT_EQ(Trimmed(""), "");
}

}  // namespace
}  // namespace kasvu::client
