#include "services/common/field_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "errors/error.h"
#include "google/rpc/error_details.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::services {
namespace {

using kasvu::v1::BatchGetPersonsRequest;
using kasvu::v1::CheckTemplateRequest;
using kasvu::v1::CreateCompanyRequest;
using kasvu::v1::CreatePersonRequest;
using kasvu::v1::ImportPersonsRequest;
using kasvu::v1::UpdatePersonRequest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The fields that Check complains about.
std::vector<std::string> Wrong(const google::protobuf::Message& message) {
  const absl::Status status = MessageRules::Of(message.GetDescriptor()).Check(message);
  std::vector<std::string> fields;
  if (const auto payload =
          status.GetPayload(absl::string_view(kBadRequestUrl.data(), kBadRequestUrl.size()))) {
    google::rpc::BadRequest bad;
    bad.ParseFromString(std::string(*payload));
    for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
    EXPECT_EQ(ReasonOf(status), "INVALID_FIELDS");
  }
  return fields;
}

CreatePersonRequest Person() {
  CreatePersonRequest request;
  request.mutable_person()->set_display_name("Esimerkki Aino");
  return request;
}

TEST(FieldRulesTest, AskForWhatIsRequired) {
  EXPECT_THAT(Wrong(CreatePersonRequest()), ElementsAre("person"));
  CreatePersonRequest request;
  request.mutable_person();
  EXPECT_THAT(Wrong(request), ElementsAre("person.display_name"));
  EXPECT_THAT(Wrong(Person()), IsEmpty());
}

TEST(FieldRulesTest, CountCharactersUpToTheLimit) {
  CreatePersonRequest request = Person();
  std::string name;
  for (int i = 0; i < 120; ++i) name += "ä";
  request.mutable_person()->set_display_name(name);
  EXPECT_THAT(Wrong(request), IsEmpty());
  request.mutable_person()->set_display_name(name + "a");
  EXPECT_THAT(Wrong(request), ElementsAre("person.display_name"));
}

TEST(FieldRulesTest, LimitATextWithoutARule) {
  CreateCompanyRequest request;
  request.mutable_company()->set_display_name("Esimerkki Oy");
  request.mutable_company()->set_municipality(std::string(200, 'a'));
  EXPECT_THAT(Wrong(request), IsEmpty());
  request.mutable_company()->set_municipality(std::string(201, 'a'));
  EXPECT_THAT(Wrong(request), ElementsAre("company.municipality"));
}

TEST(FieldRulesTest, LimitBytes) {
  CheckTemplateRequest request;
  request.set_text(std::string(1048576, ' '));
  EXPECT_THAT(Wrong(request), IsEmpty());
  request.set_text(std::string(1048577, ' '));
  EXPECT_THAT(Wrong(request), ElementsAre("text"));
}

TEST(FieldRulesTest, LimitLists) {
  BatchGetPersonsRequest request;
  for (int i = 0; i < 1000; ++i) request.add_names("persons/a");
  EXPECT_THAT(Wrong(request), IsEmpty());
  request.add_names("persons/a");
  EXPECT_THAT(Wrong(request), ElementsAre("names"));
}

TEST(FieldRulesTest, NameEveryWrongFieldAtOnce) {
  CreatePersonRequest request = Person();
  request.mutable_person()->set_email("nobody");
  request.mutable_person()->set_language("Finnish");
  EXPECT_THAT(Wrong(request), ElementsAre("person.email", "person.language"));
}

TEST(FieldRulesTest, NameItemsByIndex) {
  BatchGetPersonsRequest request;
  request.add_names("persons/a");
  request.add_names(std::string(300, 'a'));
  EXPECT_THAT(Wrong(request), ElementsAre("names[1]"));
}

TEST(FieldRulesTest, StopAtTwentyFaults) {
  BatchGetPersonsRequest request;
  for (int i = 0; i < 60; ++i) request.add_names(std::string(300, 'a'));
  EXPECT_THAT(Wrong(request), SizeIs(20));
}

TEST(FieldRulesTest, LeaveItemsWithResultsOfTheirOwnToTheHandler) {
  ImportPersonsRequest request;
  request.add_rows()->mutable_person()->set_email("nobody");
  EXPECT_THAT(Wrong(request), IsEmpty());
  EXPECT_THAT(Wrong(request.rows(0)), ElementsAre("person.display_name", "person.email"));
}

TEST(FieldRulesTest, AnUpdateNeedNotFillWhatItDoesNotChange) {
  UpdatePersonRequest request;
  EXPECT_THAT(Wrong(request), ElementsAre("person"));
  request.mutable_person()->set_email("nobody");
  EXPECT_THAT(Wrong(request), ElementsAre("person.email"));
}

}  // namespace
}  // namespace kasvu::services
