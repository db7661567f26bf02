#include "workflows/template/nearest_word.h"

#include <gtest/gtest.h>

namespace kasvu::workflows {
namespace {

TEST(NearestWordTest, SuggestsASlipOfThePenOnly) {
  const std::vector<std::string> known = {"session", "survey", "needs", "after", "due"};
  EXPECT_EQ(NearestWord("sesion", known), "session");
  EXPECT_EQ(NearestWord("sessoin", known), "session");
  EXPECT_EQ(NearestWord("need", known), "needs");
  EXPECT_EQ(NearestWord("deu", known), "due");
  EXPECT_EQ(NearestWord("banana", known), "");
  EXPECT_EQ(NearestWord("", known), "");
  EXPECT_EQ(NearestWord(std::string(5000, 'x'), known), "");
}

}  // namespace
}  // namespace kasvu::workflows
