#include <gmock/gmock.h>

#include <string>

#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using kasvu::v1::ImportPersonsRequest;
using kasvu::v1::ImportPersonsResponse;
using kasvu::v1::ImportResult;
using kasvu::v1::ImportRow;

class ImportTest : public DirectoryTest {
 protected:
  static ImportRow& AddRow(ImportPersonsRequest& request, const std::string& email,
                           const std::string& business_id = "") {
    ImportRow& row = *request.add_rows();
    row.mutable_person()->set_display_name("Esimerkki " + email);
    row.mutable_person()->set_email(email);
    if (!business_id.empty()) {
      row.mutable_company()->set_display_name("Esimerkki Oy");
      row.mutable_company()->set_business_id(business_id);
    }
    return row;
  }

  absl::StatusOr<ImportPersonsResponse> Import(ImportPersonsRequest& request) {
    request.set_request_id(NextRequestId());
    return As("", &Stub::ImportPersons, request);
  }

  int People() {
    kasvu::v1::ListPersonsRequest request;
    request.set_page_size(1000);
    return As("", &Stub::ListPersons, request)->persons_size();
  }
  int Companies() {
    return As("", &Stub::ListCompanies, kasvu::v1::ListCompaniesRequest())->companies_size();
  }
};

TEST_F(ImportTest, TheSameListTwiceAddsNobodyTwice) {
  ImportPersonsRequest request;
  AddRow(request, "aino@example.org", "0245895-5");
  AddRow(request, "eino@example.org", "0245895-5");
  AddRow(request, "veera@example.org");
  const auto first = Import(request);
  ASSERT_TRUE(first.ok()) << first.status();
  for (const ImportResult& result : first->results()) {
    EXPECT_EQ(result.outcome(), ImportResult::OUTCOME_CREATED) << result.message();
  }
  EXPECT_EQ(first->results(0).company(), first->results(1).company());
  EXPECT_EQ(first->results(2).company(), "");
  const auto second = Import(request);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(second->results(i).outcome(), ImportResult::OUTCOME_FOUND);
    EXPECT_EQ(second->results(i).person(), first->results(i).person());
    EXPECT_EQ(second->results(i).company(), first->results(i).company());
  }
  EXPECT_EQ(People(), 3);
  EXPECT_EQ(Companies(), 1);
}

TEST_F(ImportTest, ARepeatOfTheCallGetsItsFirstAnswer) {
  ImportPersonsRequest request;
  AddRow(request, "aino@example.org");
  const auto first = Import(request);
  const auto repeat = As("", &Stub::ImportPersons, request);
  EXPECT_EQ(repeat->SerializeAsString(), first->SerializeAsString());
  AddRow(request, "eino@example.org");
  EXPECT_EQ(ReasonOf(As("", &Stub::ImportPersons, request).status()), "REQUEST_ID_REUSED");
}

TEST_F(ImportTest, OnePersonInTwoRowsIsOnePerson) {
  ImportPersonsRequest request;
  AddRow(request, "aino@example.org");
  AddRow(request, "AINO@example.org");
  const auto response = Import(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->results(1).outcome(), ImportResult::OUTCOME_FOUND);
  EXPECT_EQ(response->results(1).person(), response->results(0).person());
  EXPECT_EQ(People(), 1);
}

TEST_F(ImportTest, AWrongRowIsRefusedAndTheOthersAreTaken) {
  ImportPersonsRequest request;
  AddRow(request, "nobody");
  AddRow(request, "");
  AddRow(request, "a@example.org", "0245895-4");
  AddRow(request, "b@example.org", "12");
  AddRow(request, "c@example.org").mutable_person()->clear_display_name();
  AddRow(request, "d@example.org", "0245895-5").mutable_company()->set_size_class("3");
  AddRow(request, "right@example.org");
  const auto response = Import(request);
  ASSERT_TRUE(response.ok()) << response.status();
  const std::vector<std::string> reasons = {"INVALID_FIELDS",          "EMAIL_MISSING",
                                            "BUSINESS_ID_CHECK_DIGIT", "BUSINESS_ID_MALFORMED",
                                            "INVALID_FIELDS",          "INVALID_FIELDS"};
  for (size_t i = 0; i < reasons.size(); ++i) {
    const ImportResult& result = response->results(static_cast<int>(i));
    EXPECT_EQ(result.outcome(), ImportResult::OUTCOME_REFUSED) << i;
    EXPECT_EQ(result.reason(), reasons[i]);
    EXPECT_FALSE(result.message().empty());
  }
  EXPECT_EQ(response->results(6).outcome(), ImportResult::OUTCOME_CREATED);
  EXPECT_EQ(People(), 1);
}

TEST_F(ImportTest, ADryRunTellsAndWritesNothing) {
  AddPerson("Esimerkki Aino", "aino@example.org");
  ImportPersonsRequest request;
  AddRow(request, "aino@example.org");
  AddRow(request, "eino@example.org", "0245895-5");
  AddRow(request, "eino@example.org", "0245895-5");
  request.set_validate_only(true);
  const auto response = Import(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->results(0).outcome(), ImportResult::OUTCOME_FOUND);
  EXPECT_NE(response->results(0).person(), "");
  EXPECT_EQ(response->results(1).outcome(), ImportResult::OUTCOME_CREATED);
  EXPECT_EQ(response->results(1).person(), "");
  EXPECT_EQ(response->results(1).company(), "");
  EXPECT_EQ(response->results(2).outcome(), ImportResult::OUTCOME_FOUND);
  EXPECT_EQ(People(), 1);
  EXPECT_EQ(Companies(), 0);
}

TEST_F(ImportTest, WhoIsFoundGetsTheCompanyThatSheHadNot) {
  const std::string aino = AddPerson("Esimerkki Aino", "aino@example.org");
  ImportPersonsRequest request;
  AddRow(request, "aino@example.org").mutable_company()->set_display_name("Esimerkki Oy");
  const auto first = Import(request);
  EXPECT_EQ(first->results(0).outcome(), ImportResult::OUTCOME_FOUND);
  EXPECT_EQ(first->results(0).person(), aino);
  EXPECT_EQ(Get(aino)->company(), first->results(0).company());
  EXPECT_EQ(Get(aino)->display_name(), "Esimerkki Aino");
  EXPECT_EQ(Import(request)->results(0).company(), first->results(0).company());
  EXPECT_EQ(Companies(), 1);
}

TEST_F(ImportTest, TakesFiveHundredRowsAndNoMore) {
  ImportPersonsRequest request;
  for (int i = 0; i < 500; ++i) AddRow(request, std::to_string(i) + "@example.org");
  EXPECT_TRUE(Import(request).ok());
  EXPECT_EQ(People(), 500);
  AddRow(request, "one-more@example.org");
  EXPECT_EQ(ReasonOf(Import(request).status()), "INVALID_FIELDS");
}

}  // namespace
}  // namespace kasvu::directory
