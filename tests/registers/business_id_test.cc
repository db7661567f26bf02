#include "registers/business_id.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::registers {
namespace {

TEST(BusinessIdTest, TakesIssuedIds) {
  for (const std::string id :
       {"0245895-5", "0245896-3", "0292800-5", "0220266-9", "0291483-4", "1474763-1", "0935441-1",
        "2528792-5", "2539767-3", "0186553-2", "2553600-4", "2388924-4", "0773693-4", "1046216-1",
        "2786661-3", "2397496-7", "2094551-1", "2006625-0"}) {
    const absl::StatusOr<std::string> parsed = ParseBusinessId(id);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, id);
  }
}

TEST(BusinessIdTest, WritesOtherFormsTheUsualWay) {
  for (const std::string text :
       {"0245895-5", " 0245895-5\t", "245895-5", "FI02458955", "fi02458955"}) {
    const absl::StatusOr<std::string> parsed = ParseBusinessId(text);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, "0245895-5");
  }
}

TEST(BusinessIdTest, AnyOtherCheckDigitIsWrong) {
  for (char digit = '0'; digit <= '9'; ++digit) {
    const absl::StatusOr<std::string> parsed = ParseBusinessId(std::string("0245895-") + digit);
    EXPECT_EQ(parsed.ok(), digit == '5') << digit;
    if (digit != '5') {
      EXPECT_EQ(ReasonOf(parsed.status()), "BUSINESS_ID_CHECK_DIGIT");
    }
  }
}

TEST(BusinessIdTest, AnIdWhoseRestIsOneWasNeverIssued) {
  // 7·0 + 9·0 + 10·0 + 5·0 + 8·0 + 4·1 + 2·4 = 12, which leaves 1.
  for (char digit = '0'; digit <= '9'; ++digit) {
    EXPECT_EQ(ReasonOf(ParseBusinessId(std::string("0000014-") + digit).status()),
              "BUSINESS_ID_CHECK_DIGIT");
  }
}

TEST(BusinessIdTest, ASingleWrongDigitIsAlwaysFound) {
  const std::string good = "2528792-5";
  for (size_t i = 0; i < good.size(); ++i) {
    if (good[i] == '-') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string text = good;
      text[i] = digit;
      EXPECT_EQ(ParseBusinessId(text).ok(), digit == good[i]) << text;
    }
  }
}

TEST(BusinessIdTest, RefusesOtherShapes) {
  for (const std::string text :
       {"", "-", "FI", "02458955", "0245895 5", "0245895-", "0245895-55", "O245895-5", "45895-5",
        "FI0245895-5", "SE02458955", "0245895–5"}) {
    EXPECT_EQ(ReasonOf(ParseBusinessId(text).status()), "BUSINESS_ID_MALFORMED") << text;
  }
}

}  // namespace
}  // namespace kasvu::registers
