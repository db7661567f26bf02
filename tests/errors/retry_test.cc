#include "errors/retry.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu {
namespace {

TEST(RetryTest, AnErrorCarriesWhenToTryAgain) {
  for (const absl::Duration delay : {absl::Milliseconds(20), absl::Milliseconds(1'250)}) {
    const absl::Status error = WithRetryAfter(
        Error(absl::StatusCode::kResourceExhausted, "OVERLOADED", "too much"), delay);
    EXPECT_EQ(ReasonOf(error), "OVERLOADED");
    EXPECT_EQ(RetryAfterOf(error), delay);
  }
}

TEST(RetryTest, OthersSayNothing) {
  EXPECT_EQ(RetryAfterOf(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(RetryAfterOf(Error(absl::StatusCode::kAborted, "ETAG_MISMATCH", "old")), std::nullopt);
}

}  // namespace
}  // namespace kasvu
