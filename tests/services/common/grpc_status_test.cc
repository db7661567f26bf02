#include "services/common/grpc_status.h"

#include <gtest/gtest.h>

#include "errors/error.h"

namespace kasvu::services {
namespace {

TEST(GrpcStatusTest, CarriesReasonAndParticularsThereAndBack) {
  const absl::Status status = Error(absl::StatusCode::kNotFound, "PERSON_NOT_FOUND",
                                    "there is no persons/a", {{"person", "persons/a"}});
  const grpc::Status sent = ToGrpc(status, "PersonService.GetPerson");
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(sent.error_message(), "there is no persons/a");
  const absl::Status received = FromGrpc(sent);
  EXPECT_EQ(ReasonOf(received), "PERSON_NOT_FOUND");
  EXPECT_EQ(ParticularsOf(received).at("person"), "persons/a");
  EXPECT_EQ(received, status);
}

TEST(GrpcStatusTest, TellsNothingOfWhatWentWrongInside) {
  for (const absl::Status& inside : {absl::InternalError("secret"), absl::UnknownError("secret"),
                                     Error(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "secret"),
                                     absl::NotFoundError("secret, and without a reason of ours")}) {
    const grpc::Status sent = ToGrpc(inside, "PersonService.GetPerson");
    EXPECT_EQ(sent.error_message().find("secret"), std::string::npos);
    EXPECT_EQ(sent.error_details().find("secret"), std::string::npos);
    EXPECT_FALSE(ReasonOf(FromGrpc(sent)).empty());
  }
}

TEST(GrpcStatusTest, OkIsOk) {
  EXPECT_TRUE(ToGrpc(absl::OkStatus(), "x").ok());
  EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok());
}

}  // namespace
}  // namespace kasvu::services
