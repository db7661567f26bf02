#include "clients/cli/dates.h"

#include <gtest/gtest.h>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

absl::TimeZone Helsinki() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Helsinki", &zone));
  return zone;
}

std::string Utc(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

struct Typed {
  std::string text;
  std::string utc;  // empty: refused
};

class MomentTest : public ::testing::TestWithParam<Typed> {};

TEST_P(MomentTest, IsReadInTheZone) {
  const auto moment = ParseMoment(GetParam().text, Helsinki());
  if (GetParam().utc.empty()) {
    EXPECT_TRUE(IsWrongUsage(moment.status())) << GetParam().text;
  } else {
    ASSERT_TRUE(moment.ok()) << GetParam().text;
    EXPECT_EQ(Utc(*moment), GetParam().utc) << GetParam().text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, MomentTest,
    ::testing::Values(Typed{"2021-02-03", "2021-02-03T10:00:00Z"},
                      Typed{"2021-07-03", "2021-07-03T09:00:00Z"},  // summer time
                      Typed{"3.2.2021", "2021-02-03T10:00:00Z"},
                      Typed{"2021-02-03T17:30", "2021-02-03T15:30:00Z"},
                      Typed{"2021-02-03T17:30:15", "2021-02-03T15:30:15Z"},
                      Typed{"2021-02-03T17:30:00Z", "2021-02-03T17:30:00Z"},
                      Typed{"2021-02-03T17:30:00+01:00", "2021-02-03T16:30:00Z"},
                      Typed{"2021-02-30", ""}, Typed{"2021-2-3x", ""}, Typed{"yesterday", ""},
                      Typed{"", ""}, Typed{"2021-02-03T25:00", ""}, Typed{"0001-01-01", ""},
                      Typed{"2021-02-03 17:30", "2021-02-03T15:30:00Z"},
                      Typed{"3.2.2021 17.30", "2021-02-03T15:30:00Z"},
                      Typed{"3.2.2021 klo 9.05", "2021-02-03T07:05:00Z"},
                      Typed{"3.2.2021 kl. 17:30", "2021-02-03T15:30:00Z"},
                      Typed{"3.2.2021 24.00", ""}, Typed{"3.2.2021 17.60", ""},
                      Typed{"3.2.2021 17", ""}, Typed{"30.2.2021 17.30", ""}));

struct Step {
  std::string from;
  std::string amount;
  std::string to;  // empty: refused
};

class LaterTest : public ::testing::TestWithParam<Step> {};

TEST_P(LaterTest, KeepsTheHandsOfTheClock) {
  const auto from = ParseMoment(GetParam().from, Helsinki());
  ASSERT_TRUE(from.ok());
  const auto later = Later(*from, GetParam().amount, Helsinki());
  if (GetParam().to.empty()) {
    EXPECT_TRUE(IsWrongUsage(later.status()));
  } else {
    ASSERT_TRUE(later.ok());
    EXPECT_EQ(absl::FormatTime("%Y-%m-%dT%H:%M", *later, Helsinki()), GetParam().to);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Amounts, LaterTest,
    ::testing::Values(Step{"2021-03-01T09:00", "4w", "2021-03-29T09:00"},  // over the change
                      Step{"2021-03-27T12:00", "24h", "2021-03-28T13:00"},
                      Step{"2021-03-27T12:00", "1d", "2021-03-28T12:00"},
                      Step{"2021-11-15T12:00", "3m", "2022-02-15T12:00"},
                      Step{"2021-11-15T12:00", "0d", "2021-11-15T12:00"},
                      Step{"2021-11-15T12:00", "3", ""}, Step{"2021-11-15T12:00", "w", ""},
                      Step{"2021-11-15T12:00", "-1w", ""}, Step{"2021-11-15T12:00", "3 w", ""},
                      Step{"2021-11-15T12:00", "99999w", ""}));

TEST(ShortTimeTest, IsAsPeopleWriteIt) {
  const absl::Time time = absl::FromCivil(absl::CivilSecond(2021, 2, 1, 9, 5, 0), Helsinki());
  EXPECT_EQ(ShortTime(time, Helsinki(), "fi"), "1.2.2021 klo 9.05");
  EXPECT_EQ(ShortTime(time, Helsinki(), "sv"), "1.2.2021 kl. 9.05");
  EXPECT_EQ(ShortTime(time, Helsinki(), "en"), "1 Feb 2021 09:05");
  EXPECT_EQ(ShortTime(time - absl::Hours(9), Helsinki(), "fi"), "1.2.2021 klo 0.05");
}

TEST(StampTest, GoesThereAndBack) {
  for (const absl::Time time :
       {absl::FromUnixMillis(1612170000123), absl::UnixEpoch() - absl::Milliseconds(1)}) {
    EXPECT_EQ(TimeOf(StampOf(time)), time);
  }
}

}  // namespace
}  // namespace kasvu::cli
