#include "errors/error.h"

#include <gtest/gtest.h>

namespace kasvu {
namespace {

TEST(ErrorTest, CarriesReasonAndParticulars) {
  const absl::Status status = Error(absl::StatusCode::kFailedPrecondition, "STEP_NOT_OPEN",
                                    "opens on Monday", {{"step", "after"}});
  EXPECT_EQ(status.message(), "opens on Monday");
  EXPECT_EQ(ReasonOf(status), "STEP_NOT_OPEN");
  EXPECT_EQ(ParticularsOf(status), (Particulars{{"step", "after"}}));
}

TEST(ErrorTest, NamesEveryWrongFieldAtOnce) {
  const absl::Status status = InvalidFields({{"id", "is missing"}, {"start_date", "no such day"}});
  EXPECT_EQ(status.message(), "id: is missing; start_date: no such day");
  google::rpc::BadRequest bad;
  ASSERT_TRUE(bad.ParseFromString(
      std::string(*status.GetPayload({kBadRequestUrl.data(), kBadRequestUrl.size()}))));
  EXPECT_EQ(bad.field_violations_size(), 2);
}

TEST(ErrorTest, APlainStatusHasNoReason) { EXPECT_EQ(ReasonOf(absl::InternalError("x")), ""); }

}  // namespace
}  // namespace kasvu
