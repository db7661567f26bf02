#include "workflows/template/utf8.h"

#include <gtest/gtest.h>

namespace kasvu::workflows {
namespace {

TEST(Utf8Test, FindsTheFirstUnreadableByte) {
  const struct {
    std::string text;
    std::optional<size_t> offset;
  } cases[] = {
      {"", std::nullopt},
      {"ryhm\xC3\xA4\t\r\n", std::nullopt},
      {"\xF0\x9F\x8C\xB1", std::nullopt},
      {"\xED\x9F\xBF\xEE\x80\x80", std::nullopt},
      {std::string("a\0b", 3), 1},
      {"a\x7F", 1},
      {"ab\x80", 2},
      {"\xC0\x80", 0},
      {"\xE0\x80\x80", 0},
      {"\xED\xA0\x80", 0},
      {"\xF0\x80\x80\x80", 0},
      {"\xF4\x90\x80\x80", 0},
      {"a\xC3", 1},
      {"\xC3(", 0},
  };
  for (const auto& [text, offset] : cases) EXPECT_EQ(FirstUnreadable(text), offset) << text;
}

TEST(Utf8Test, CountsCharactersAndNotBytes) { EXPECT_EQ(Characters("yrittäjä"), 8); }

TEST(Utf8Test, ShortensBetweenCharacters) {
  EXPECT_EQ(Shortened("äää", 6), "äää");
  EXPECT_EQ(Shortened("ääää", 7), "ää…");
  EXPECT_EQ(Shortened("ääää", 6), "ä…");
}

}  // namespace
}  // namespace kasvu::workflows
