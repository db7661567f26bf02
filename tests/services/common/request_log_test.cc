#include "services/common/request_log.h"

#include <gtest/gtest.h>

#include <string>

#include "errors/error.h"
#include "kasvu/v1/person_service.pb.h"
#include "storage/memory_store.h"

namespace kasvu::services {
namespace {

using kasvu::storage::v1::StoredRequest;
using kasvu::v1::CreatePersonRequest;

class RequestLogTest : public testing::Test {
 protected:
  Call CallWith(const std::string& id, absl::Duration after = absl::ZeroDuration()) const {
    return {.method = &rules_,
            .actor = Actor::Operator(),
            .request_id = id,
            .now = absl::FromUnixSeconds(1'600'000'000) + after,
            .today = "2020-09-13"};
  }

  void Add(const Call& call, const std::string& fingerprint, const std::string& answer) {
    auto transaction = store_->Begin();
    ASSERT_TRUE(log_.Add(*transaction, call, fingerprint, answer).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

  size_t Rows() const {
    constexpr storage::Table<StoredRequest, std::string> table(storage::Tag::kDirectoryRequests);
    size_t rows = 0;
    EXPECT_TRUE(table
                    .Scan(*store_->TakeSnapshot(), std::tuple(),
                          [&](const auto&, const auto&) {
                            ++rows;
                            return true;
                          })
                    .ok());
    return rows;
  }

  const MethodRules rules_{CreatePersonRequest::descriptor()
                               ->file()
                               ->FindServiceByName("PersonService")
                               ->FindMethodByName("CreatePerson")};
  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  RequestLog log_{storage::Tag::kDirectoryRequests};
};

TEST_F(RequestLogTest, AnswersARepeatFromWhatWasStored) {
  const Call call = CallWith("r1");
  EXPECT_FALSE(log_.Find(*store_->TakeSnapshot(), call, "print").value().has_value());
  Add(call, "print", "answer");
  EXPECT_EQ(log_.Find(*store_->TakeSnapshot(), call, "print").value(), "answer");
}

TEST_F(RequestLogTest, RefusesTheSameIdWithAnotherRequest) {
  Add(CallWith("r1"), "print", "answer");
  const auto found = log_.Find(*store_->TakeSnapshot(), CallWith("r1"), "another");
  EXPECT_EQ(ReasonOf(found.status()), "REQUEST_ID_REUSED");
}

TEST_F(RequestLogTest, ForgetsAfterSevenDays) {
  Add(CallWith("r1"), "print", "answer");
  const auto at = [&](absl::Duration after) {
    return log_.Find(*store_->TakeSnapshot(), CallWith("r1", after), "print").value().has_value();
  };
  EXPECT_TRUE(at(kRequestsKept - absl::Seconds(1)));
  EXPECT_FALSE(at(kRequestsKept));
}

TEST_F(RequestLogTest, TidiesAwayWhatIsOld) {
  for (int i = 0; i < 100; ++i) Add(CallWith("old" + std::to_string(i)), "print", "");
  EXPECT_EQ(Rows(), 100u);
  for (int i = 0; i < 100; ++i) {
    Add(CallWith("new" + std::to_string(i), kRequestsKept), "print", "");
  }
  EXPECT_EQ(Rows(), 100u);
}

TEST_F(RequestLogTest, TheBytesOfARequestAreAllThatItSaysAndWhoSaysIt) {
  CreatePersonRequest request;
  request.mutable_person()->set_display_name("Esimerkki Aino");
  request.set_request_id("r1");
  const std::string first = RequestBytes(CallWith("r1"), request);
  EXPECT_EQ(RequestBytes(CallWith("r1"), request), first);
  request.mutable_person()->set_phone("1");
  const std::string changed = RequestBytes(CallWith("r1"), request);
  EXPECT_NE(changed, first);
  Call other = CallWith("r1");
  other.actor = Actor::Person("persons/a");
  EXPECT_NE(RequestBytes(other, request), changed);
}

}  // namespace
}  // namespace kasvu::services
