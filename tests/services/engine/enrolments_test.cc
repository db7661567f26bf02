// Enrolling, accepting and grouping through the engine's services.

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::EnrolmentResult;

class EnrolmentsTest : public SeasonTest {
 protected:
  EnrolmentsTest() { Do(&Enrolments::CreateCohort, NewCohort("a")); }

  kasvu::v1::CreateEnrolmentsRequest Creating(int from, int to) {
    kasvu::v1::CreateEnrolmentsRequest request;
    request.set_cohort("cohorts/a");
    for (int i = from; i <= to; ++i) request.add_enrolments()->set_person(PersonName(i));
    return request;
  }
};

TEST_F(EnrolmentsTest, HaveOneResultEach) {
  auto request = Creating(1, 3);
  request.add_enrolments()->set_person(PersonName(2));
  const auto created = Do(&Enrolments::CreateEnrolments, request);
  ASSERT_EQ(created.results_size(), 4);
  EXPECT_EQ(created.results(2).outcome(), EnrolmentResult::OUTCOME_CREATED);
  EXPECT_EQ(created.results(2).enrolment(), Name("a", 3));
  EXPECT_EQ(created.results(3).outcome(), EnrolmentResult::OUTCOME_FOUND);
  EXPECT_EQ(created.results(3).enrolment(), Name("a", 2));
  Verify("a");
}

TEST_F(EnrolmentsTest, ADryRunTellsWithoutWriting) {
  Do(&Enrolments::CreateEnrolments, Creating(1, 1));
  const std::string before = AllBytes();
  auto request = Creating(1, 2);
  request.set_validate_only(true);
  const auto told = Do(&Enrolments::CreateEnrolments, request);
  ASSERT_EQ(told.results_size(), 2);
  EXPECT_EQ(told.results(0).outcome(), EnrolmentResult::OUTCOME_FOUND);
  EXPECT_EQ(told.results(1).outcome(), EnrolmentResult::OUTCOME_CREATED);
  EXPECT_EQ(told.results(1).enrolment(), "");
  EXPECT_EQ(AllBytes(), before);
}

TEST_F(EnrolmentsTest, AreRefusedTogetherWhenAskedSo) {
  auto request = Creating(1, 2);
  request.mutable_enrolments(1)->set_track("nothing");
  request.set_all_or_nothing(true);
  auto refused = Do(&Enrolments::CreateEnrolments, request);
  ASSERT_EQ(refused.results_size(), 2);
  EXPECT_EQ(refused.results(0).outcome(), EnrolmentResult::OUTCOME_REFUSED);
  EXPECT_EQ(GetCohort("a").enrolments(), 0);
  request = Creating(1, 2);
  request.mutable_enrolments(1)->set_track("nothing");
  refused = Do(&Enrolments::CreateEnrolments, request);
  EXPECT_EQ(refused.results(0).outcome(), EnrolmentResult::OUTCOME_CREATED);
  EXPECT_EQ(refused.results(1).outcome(), EnrolmentResult::OUTCOME_REFUSED);
  EXPECT_EQ(GetCohort("a").enrolments(), 1);
  auto wrong = Creating(1, 1);
  wrong.mutable_enrolments(0)->set_person("companies/c");
  EXPECT_EQ(Refusal(&Enrolments::CreateEnrolments, wrong), "INVALID_FIELDS");
}

TEST_F(EnrolmentsTest, AreListedInPages) {
  Do(&Enrolments::CreateEnrolments, Creating(1, 7));
  kasvu::v1::ListEnrolmentsRequest request;
  request.set_cohort("cohorts/a");
  request.set_page_size(3);
  std::vector<std::string> names;
  do {
    const auto page = As("", &Enrolments::ListEnrolments, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& enrolment : page->enrolments()) names.push_back(enrolment.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(names.size(), 7u);
  EXPECT_EQ(names[6], Name("a", 7));
}

TEST_F(EnrolmentsTest, AreAcceptedWaitlistedAndGrouped) {
  Do(&Enrolments::CreateEnrolments, Creating(1, 25));
  kasvu::v1::WaitlistEnrolmentRequest waitlist;
  waitlist.set_name(Name("a", 25));
  EXPECT_EQ(Do(&Enrolments::WaitlistEnrolment, waitlist).stage(),
            kasvu::v1::Enrolment::STAGE_WAITLISTED);
  kasvu::v1::AcceptEnrolmentsRequest accept;
  accept.set_cohort("cohorts/a");
  EXPECT_EQ(Do(&Enrolments::AcceptEnrolments, accept).enrolments_size(), 24);
  kasvu::v1::FormGroupsRequest form;
  form.set_cohort("cohorts/a");
  form.set_groups(2);
  form.set_validate_only(true);
  EXPECT_EQ(Do(&Enrolments::FormGroups, form).groups_size(), 2);
  EXPECT_EQ(GetCohort("a").groups(), 0);
  form.set_validate_only(false);
  const auto formed = Do(&Enrolments::FormGroups, form);
  ASSERT_EQ(formed.groups_size(), 2);
  EXPECT_EQ(formed.groups(0).members_size(), 12);
  EXPECT_GE(formed.groups(0).sessions_size(), 5);
  EXPECT_EQ(Refusal(&Enrolments::FormGroups, form), "NOBODY_TO_GROUP");
  kasvu::v1::MoveEnrolmentRequest move;
  move.set_name(formed.groups(0).members(0));
  move.set_group("cohorts/a/groups/g9");
  EXPECT_EQ(Refusal(&Enrolments::MoveEnrolment, move), "GROUP_NOT_FOUND");
  Verify("a");
}

TEST_F(EnrolmentsTest, ThousandsTakeOneCommit) {
  auto request = NewCohort("big", "kasvu/kasvutahto@1");
  Do(&Enrolments::CreateCohort, request);
  kasvu::v1::CreateEnrolmentsRequest create;
  create.set_cohort("cohorts/big");
  for (int i = 0; i < 2000; ++i) {
    create.add_enrolments()->set_person("persons/n" + std::to_string(i));
  }
  const auto created = Do(&Enrolments::CreateEnrolments, create);
  int refused = 0;
  for (const auto& result : created.results()) {
    refused += result.outcome() == EnrolmentResult::OUTCOME_REFUSED;
  }
  EXPECT_EQ(GetCohort("big").enrolments() + refused, 2000);
  EXPECT_EQ(Verify("big"), 2u);
}

}  // namespace
}  // namespace kasvu::engine
