#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "tests/services/directory/directory_in_process.h"

namespace kasvu::directory {
namespace {

using kasvu::v1::BatchGetCompaniesRequest;
using kasvu::v1::Company;
using kasvu::v1::CreateCompanyRequest;
using kasvu::v1::ListCompaniesRequest;

class CompaniesTest : public DirectoryTest {
 protected:
  absl::StatusOr<Company> Create(const std::function<void(Company&)>& change) {
    CreateCompanyRequest request;
    request.mutable_company()->set_display_name("Esimerkki Oy");
    change(*request.mutable_company());
    request.set_request_id(NextRequestId());
    return As("", &Stub::CreateCompany, request);
  }
};

TEST_F(CompaniesTest, KeepsWhatItIsTold) {
  const auto company = Create([](Company& c) {
    c.set_business_id(" FI02458955 ");
    c.set_region("02");
    c.set_municipality("Turku");
    c.mutable_industry()->set_classification("TOL2008");
    c.mutable_industry()->set_code("62010");
    c.set_size_class("2-4");
    c.set_years_in_business(-1);
  });
  ASSERT_TRUE(company.ok()) << company.status();
  EXPECT_EQ(company->business_id(), "0245895-5");
  EXPECT_EQ(company->region(), "02");
  EXPECT_EQ(company->industry().code(), "62010");
  EXPECT_EQ(company->years_in_business(), -1);
}

TEST_F(CompaniesTest, ABusinessIdBelongsToOneCompany) {
  const auto set = [](Company& c) { c.set_business_id("0245895-5"); };
  const std::string first = Create(set)->name();
  const auto taken = Create(set).status();
  EXPECT_EQ(ReasonOf(taken), "BUSINESS_ID_TAKEN");
  EXPECT_EQ(ParticularsOf(taken).at("company"), first);
}

TEST_F(CompaniesTest, ARepeatCreatesNothingTwice) {
  CreateCompanyRequest request;
  request.mutable_company()->set_display_name("Esimerkki Oy");
  request.set_request_id("c1");
  const auto first = As("", &Stub::CreateCompany, request);
  EXPECT_EQ(As("", &Stub::CreateCompany, request)->name(), first->name());
  request.mutable_company()->set_display_name("Toinen Esimerkki Oy");
  EXPECT_EQ(ReasonOf(As("", &Stub::CreateCompany, request).status()), "REQUEST_ID_REUSED");
}

TEST_F(CompaniesTest, RefusesWrongFields) {
  const std::vector<std::function<void(Company&)>> wrong = {
      [](Company& c) { c.clear_display_name(); },
      [](Company& c) { c.set_business_id("0245895-4"); },
      [](Company& c) { c.set_business_id("1"); },
      [](Company& c) { c.set_region("99"); },
      [](Company& c) { c.set_size_class("3"); },
      [](Company& c) { c.set_years_in_business(-2); },
      [](Company& c) { c.set_years_in_business(501); },
      [](Company& c) { c.mutable_industry()->set_code("62010"); },
      [](Company& c) {
        c.mutable_industry()->set_classification("SIC");
        c.mutable_industry()->set_code("62010");
      },
      [](Company& c) {
        c.mutable_industry()->set_classification("TOL2025");
        c.mutable_industry()->set_code("62 010");
      },
  };
  for (size_t i = 0; i < wrong.size(); ++i) {
    EXPECT_EQ(ReasonOf(Create(wrong[i]).status()), "INVALID_FIELDS") << i;
  }
  EXPECT_EQ(As("", &Stub::ListCompanies, ListCompaniesRequest())->companies_size(), 0);
}

TEST_F(CompaniesTest, IsFoundByBusinessIdAndListedByPages) {
  const std::string first = Create([](Company& c) { c.set_business_id("0245895-5"); })->name();
  Create([](Company&) {}).value();
  Create([](Company&) {}).value();
  ListCompaniesRequest request;
  request.set_business_id("FI02458955");
  const auto found = As("", &Stub::ListCompanies, request);
  ASSERT_EQ(found->companies_size(), 1);
  EXPECT_EQ(found->companies(0).name(), first);
  request.set_business_id("nonsense");
  EXPECT_EQ(As("", &Stub::ListCompanies, request)->companies_size(), 0);

  request.clear_business_id();
  request.set_page_size(2);
  const auto page = As("", &Stub::ListCompanies, request);
  EXPECT_EQ(page->companies_size(), 2);
  request.set_page_token(page->next_page_token());
  EXPECT_EQ(As("", &Stub::ListCompanies, request)->companies_size(), 1);
  request.set_page_token("AAAA");
  EXPECT_EQ(ReasonOf(As("", &Stub::ListCompanies, request).status()), "PAGE_TOKEN_INVALID");
}

TEST_F(CompaniesTest, AParticipantSeesHerOwnAlone) {
  const std::string own = Create([](Company&) {})->name();
  const std::string other = Create([](Company&) {})->name();
  kasvu::v1::CreatePersonRequest create;
  create.mutable_person()->set_display_name("Esimerkki Aino");
  create.mutable_person()->set_company(own);
  create.set_request_id(NextRequestId());
  const std::string aino = As("", &Stub::CreatePerson, create)->name();
  BatchGetCompaniesRequest request;
  request.add_names(own);
  request.add_names(other);
  request.add_names("companies/absent");
  EXPECT_EQ(As("", &Stub::BatchGetCompanies, request)->companies_size(), 2);
  const auto seen = As(aino, &Stub::BatchGetCompanies, request);
  ASSERT_EQ(seen->companies_size(), 1);
  EXPECT_EQ(seen->companies(0).name(), own);
}

}  // namespace
}  // namespace kasvu::directory
