// Lists in pages: they end where the next one begins, and cost what they show.

#include <gmock/gmock.h>

#include "services/engine/scopes.h"
#include "services/engine/tables.h"
#include "services/engine/work_loader.h"
#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class PagesTest : public SeasonTest {
 protected:
  void Create(const std::string& id, const std::string& region, const std::string& owner) {
    auto request = NewCohort(id);
    request.mutable_cohort()->set_region(region);
    request.mutable_cohort()->set_owner(owner);
    Do(&Enrolments::CreateCohort, request);
  }

  // The ids of all cohorts that `actor` sees, so many on a page, each page after a bar.
  std::vector<std::string> Cohorts(const std::string& actor, int size) {
    std::vector<std::string> ids;
    kasvu::v1::ListCohortsRequest request;
    request.set_page_size(size);
    while (true) {
      const auto page = As(actor, &Enrolments::ListCohorts, request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return ids;
      for (const auto& cohort : page->cohorts()) ids.push_back(cohort.name().substr(8));
      if (page->next_page_token().empty()) return ids;
      ids.push_back("|");
      request.set_page_token(page->next_page_token());
    }
  }

  // How often the store is read by `call`.
  template <typename Call>
  int ReadsOf(const Call& call) {
    const int before = store_->reads();
    call();
    return store_->reads() - before;
  }
};

TEST_F(PagesTest, CohortsComeByWhatMandatesName) {
  Create("a", "02", "humak");
  Create("b", "19", "oulu");
  Create("c", "02", "oulu");
  Create("d", "19", "humak");
  Create("e", "", "");
  Grant("persons/region", "coordinator", "regions/02");
  Grant("persons/owner", "mentor", "organisations/oulu");
  Grant("persons/one", "mentor", "cohorts/d");
  Grant("persons/all", "coordinator", "*");
  Grant("persons/several", "mentor", "organisations/oulu");
  Grant("persons/several", "coordinator", "regions/02");
  Grant("persons/several", "expert", "cohorts/nowhere");
  kasvu::v1::CreateEnrolmentsRequest enrol;
  enrol.set_cohort("cohorts/b");
  enrol.add_enrolments()->set_person("persons/one");
  enrol.add_enrolments()->set_person("persons/participant");
  Do(&Enrolments::CreateEnrolments, enrol);

  EXPECT_THAT(Cohorts("", 10), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(Cohorts("persons/all", 2), ElementsAre("a", "b", "|", "c", "d", "|", "e"));
  EXPECT_THAT(Cohorts("persons/region", 1), ElementsAre("a", "|", "c"));
  EXPECT_THAT(Cohorts("persons/owner", 10), ElementsAre("b", "c"));
  EXPECT_THAT(Cohorts("persons/one", 1), ElementsAre("b", "|", "d"));
  EXPECT_THAT(Cohorts("persons/participant", 10), ElementsAre("b"));
  EXPECT_THAT(Cohorts("persons/several", 2), ElementsAre("a", "b", "|", "c"));
  EXPECT_THAT(Cohorts("persons/stranger", 2), IsEmpty());
}

TEST_F(PagesTest, WhatLiesElsewhereCostsNothing) {
  Enrol("here", 2);
  Grant("persons/c", "coordinator", "regions/02");
  const auto list = [&] { EXPECT_THAT(Cohorts("persons/c", 10), ElementsAre("here")); };
  const auto work = [&] {
    kasvu::v1::ListWorkItemsRequest request;
    EXPECT_TRUE(As("persons/c", &Progress::ListWorkItems, request).ok());
  };
  work();  // and what is live here is kept
  const int listed = ReadsOf(list), worked = ReadsOf(work);
  for (int i = 0; i < 10; ++i) {
    const std::string id = "elsewhere-" + std::to_string(i);
    Create(id, "19", "oulu");
    kasvu::v1::CreateEnrolmentsRequest enrol;
    enrol.set_cohort("cohorts/" + id);
    enrol.add_enrolments()->set_person(PersonName(1));
    Do(&Enrolments::CreateEnrolments, enrol);
  }
  EXPECT_EQ(ReadsOf(list), listed);
  EXPECT_EQ(ReadsOf(work), worked);
}

TEST_F(PagesTest, WorkIsReadOnceAndAgainWhenSomethingHappens) {
  EnrolInGroups("here", 10, 1);
  const auto work = [&] {
    kasvu::v1::ListWorkItemsRequest request;
    request.set_cohort("cohorts/here");
    const auto items = As("", &Progress::ListWorkItems, request);
    EXPECT_TRUE(items.ok()) << items.status();
    std::vector<std::string> open;
    for (const auto& item : items->items()) {
      if (item.enrolment() == "cohorts/here/enrolments/e1") open.push_back(item.step().step());
    }
    return open;
  };
  EXPECT_THAT(work(), testing::Contains("joining.ground-rules"));
  EXPECT_LE(ReadsOf(work), 2) << "the end of its history, and what that says";
  kasvu::v1::RecordStepRequest sign;
  sign.set_owner("cohorts/here/enrolments/e1");
  sign.set_step("joining.ground-rules");
  sign.mutable_signed_()->set_role("self");
  Do(&Progress::RecordStep, sign);
  EXPECT_THAT(work(), testing::Not(testing::Contains("joining.ground-rules")));
}

TEST_F(PagesTest, WhatHasEndedHereCostsNothing) {
  Enrol("m", 2);
  Grant("persons/c", "coordinator", "regions/02");
  const auto work = [&] {
    kasvu::v1::ListWorkItemsRequest request;
    EXPECT_TRUE(As("persons/c", &Progress::ListWorkItems, request).ok());
  };
  work();
  const int worked = ReadsOf(work);
  for (int i = 0; i < 10; ++i) {
    Create("a-" + std::to_string(i), "02", "humak");
    Create("z-" + std::to_string(i), "02", "humak");
  }
  EXPECT_LE(ReadsOf(work), worked + 2) << "to see that nothing is live there";
}

TEST(LiveCohortsTest, AreThoseOfTheScopeInWhichAnythingIsLive) {
  constexpr int kCohorts = 4;
  for (int chosen = 0; chosen < 1 << (2 * kCohorts); ++chosen) {
    SCOPED_TRACE(chosen);
    const auto store = storage::NewMemoryStore();
    const auto transaction = store->Begin();
    std::set<std::string> expected;
    for (int i = 0; i < kCohorts; ++i) {
      const std::string id(1, static_cast<char>('a' + i));
      const bool is_here = (chosen >> i) & 1, is_live = (chosen >> (kCohorts + i)) & 1;
      const char* const scope = is_here ? "regions/02" : "regions/19";
      ASSERT_TRUE(kCohortsByScope.Add(*transaction, {scope, id}).ok());
      for (uint32_t ordinal = 1; is_live && ordinal <= 2; ++ordinal) {
        ASSERT_TRUE(kLiveEnrolments.Add(*transaction, {id, ordinal}).ok());
      }
      if (is_here && is_live) expected.insert(id);
    }
    EXPECT_EQ(*LiveCohortsAt(*transaction, "regions/02"), expected);
  }
}

TEST_F(PagesTest, CohortsWrittenWithoutTheIndexGetIt) {
  Create("a", "02", "humak");
  const auto at = [&] { return *CohortsAt(*store_->TakeSnapshot(), {{"", "regions/02"}}, "", 9); };
  EXPECT_THAT(at(), ElementsAre("a"));
  const auto transaction = store_->Begin();
  for (const char* scope : {"regions/02", "organisations/humak"}) {
    ASSERT_TRUE(kCohortsByScope.Remove(*transaction, {scope, "a"}).ok());
  }
  ASSERT_TRUE(transaction->Commit().ok());
  ASSERT_THAT(at(), IsEmpty());
  ASSERT_TRUE(engine_->Prepare().ok());
  EXPECT_THAT(at(), ElementsAre("a"));
  const int commits = store_->commits();
  ASSERT_TRUE(engine_->Prepare().ok());
  EXPECT_EQ(store_->commits(), commits) << "once is enough";
}

TEST_F(PagesTest, OfACohortTheRestIsNotReadAnew) {
  EnrolInGroups("a", 20, 2);
  kasvu::v1::ListEnrolmentsRequest enrolments;
  enrolments.set_cohort("cohorts/a");
  enrolments.set_page_size(5);
  kasvu::v1::GetCohortProgressRequest progress;
  progress.set_cohort("cohorts/a");
  progress.set_page_size(5);
  std::vector<int> reads;
  std::set<std::string> listed, shown;
  for (int page = 0; page < 4; ++page) {
    reads.push_back(ReadsOf([&] {
      const auto list = As("", &Enrolments::ListEnrolments, enrolments);
      const auto table = As("", &Progress::GetCohortProgress, progress);
      ASSERT_TRUE(list.ok() && table.ok()) << list.status() << table.status();
      for (const auto& enrolment : list->enrolments()) listed.insert(enrolment.name());
      for (const auto& row : table->rows()) shown.insert(row.enrolment().name());
      EXPECT_EQ(table->funnel().accepted(), 20);
      enrolments.set_page_token(list->next_page_token());
      progress.set_page_token(table->next_page_token());
    }));
  }
  EXPECT_EQ(listed.size(), 20u);
  EXPECT_EQ(shown.size(), 20u);
  EXPECT_GT(reads[0], 4);
  for (const int page : {1, 2, 3}) EXPECT_EQ(reads[page], 2) << "the head alone, once each";

  // What has changed is seen at once.
  enrolments.clear_page_token();
  kasvu::v1::PauseEnrolmentRequest pause;
  GoTo(absl::CivilDay(2021, 2, 2));
  pause.set_name(Name("a", 3));
  Do(&Enrolments::PauseEnrolment, pause);
  EXPECT_EQ(As("", &Enrolments::ListEnrolments, enrolments)->enrolments(2).stage(),
            kasvu::v1::Enrolment::STAGE_PAUSED);
}

TEST_F(PagesTest, GroupsAndLinksComeInPages) {
  Begin(20, 2);
  GoTo(absl::CivilDay(2021, 2, 2));
  kasvu::v1::RotateLinksRequest rotate;
  rotate.set_cohort("cohorts/a");
  rotate.set_link("pair");
  rotate.set_item("trust");
  Do(&Enrolments::RotateLinks, rotate);

  kasvu::v1::ListGroupsRequest groups;
  groups.set_cohort("cohorts/a");
  groups.set_page_size(1);
  auto first = As("", &Enrolments::ListGroups, groups);
  ASSERT_EQ(first->groups_size(), 1);
  groups.set_page_token(first->next_page_token());
  const auto second = As("", &Enrolments::ListGroups, groups);
  EXPECT_EQ(second->groups(0).name(), "cohorts/a/groups/g2");
  EXPECT_EQ(second->next_page_token(), "");
  groups.set_page_token("x");
  EXPECT_EQ(ReasonOf(As("", &Enrolments::ListGroups, groups).status()), "PAGE_TOKEN_INVALID");

  kasvu::v1::ListLinksRequest links;
  links.set_cohort("cohorts/a");
  links.set_page_size(4);
  std::vector<int> sizes;
  std::set<std::string> names;
  do {
    const auto page = As("", &Enrolments::ListLinks, links);
    ASSERT_TRUE(page.ok()) << page.status();
    sizes.push_back(page->links_size());
    for (const auto& link : page->links()) names.insert(link.name());
    links.set_page_token(page->next_page_token());
  } while (!links.page_token().empty());
  EXPECT_THAT(sizes, ElementsAre(4, 4, 2));
  EXPECT_EQ(names.size(), 10u);

  kasvu::v1::ListLinksRequest hers;
  hers.set_cohort("cohorts/a");
  EXPECT_EQ(As(PersonName(1), &Enrolments::ListLinks, hers)->links_size(), 1);
  hers.set_enrolment(Name("a", 2));
  EXPECT_EQ(As("", &Enrolments::ListLinks, hers)->links_size(), 1);
}

}  // namespace
}  // namespace kasvu::engine
