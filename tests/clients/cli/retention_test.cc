#include "clients/cli/retention.h"

#include <gtest/gtest.h>

#include "clients/cli/dates.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

using kasvu::v1::Cohort;

absl::TimeZone Finland() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Helsinki", &zone));
  return zone;
}

// Noon of a 31st of March.
absl::Time Now() { return absl::FromCivil(absl::CivilSecond(2026, 3, 31, 12, 0, 0), Finland()); }

std::string DayOf(const std::string& text) {
  const auto limit = ParseLimit(text, Now(), Finland());
  if (!limit.ok()) return ReasonOf(limit.status());
  return absl::FormatTime("%Y-%m-%d %H:%M", *limit, Finland());
}

TEST(RetentionTest, ADayOrAnAmountOfTimeSaysBeforeWhen) {
  EXPECT_EQ(DayOf("2025-01-01"), "2025-01-01 00:00");
  EXPECT_EQ(DayOf("1.6.2025"), "2025-06-01 00:00");
  EXPECT_EQ(DayOf("24months"), "2024-03-31 00:00");
  EXPECT_EQ(DayOf("1month"), "2026-02-28 00:00");
  EXPECT_EQ(DayOf("2years"), "2024-03-31 00:00");
  EXPECT_EQ(DayOf("90days"), "2025-12-31 00:00");
  EXPECT_EQ(DayOf("1week"), "2026-03-24 00:00");
  EXPECT_EQ(DayOf("0days"), "2026-03-31 00:00");
  for (const char* const wrong :
       {"", "soon", "24", "24moons", "-3days", "99999999999days", "2025-13-01", "3 days"}) {
    EXPECT_EQ(DayOf(wrong), "WRONG_USAGE") << wrong;
  }
}

TEST(RetentionTest, WhatIsOverAndStillThereIsMeant) {
  const auto was_finished = [](Cohort::Stage stage, const std::string& closed, bool purged) {
    Cohort cohort;
    cohort.set_stage(stage);
    if (!closed.empty()) {
      *cohort.mutable_close_time() = StampOf(*ParseMoment(closed, Finland()));
    }
    if (purged) cohort.mutable_purge()->set_archive_digest("d");
    return WasFinishedBefore(cohort, *ParseMoment("2025-01-01T00:00", Finland()));
  };
  EXPECT_TRUE(was_finished(Cohort::STAGE_CLOSED, "2024-12-31T23:59", false));
  EXPECT_TRUE(was_finished(Cohort::STAGE_CANCELLED, "2024-06-01T12:00", false));
  EXPECT_FALSE(was_finished(Cohort::STAGE_CLOSED, "2025-01-01T00:00", false));
  EXPECT_FALSE(was_finished(Cohort::STAGE_CLOSED, "2024-12-31T23:59", true));
  EXPECT_FALSE(was_finished(Cohort::STAGE_AFTERCARE, "2024-06-01T12:00", false));
  EXPECT_FALSE(was_finished(Cohort::STAGE_RUNNING, "", false));
}

}  // namespace
}  // namespace kasvu::cli
