// Rotating pairs, fellows and hosts for one item after the other.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "errors/error.h"
#include "tests/workflows/cohort/network.h"

namespace kasvu::workflows {
namespace {

using storage::v1::LinkState;
using ::testing::ElementsAre;

std::vector<const LinkState*> LinksFor(const CohortBuilder& cohort, const std::string& name,
                                       const std::string& item) {
  std::vector<const LinkState*> links;
  for (const auto& [ordinal, link] : cohort.image().links) {
    if (link.link() == name && link.item() == item) links.push_back(&link);
  }
  return links;
}

TEST(RotateLinksTest, EveryonePairsOnceAndNobodyTwice) {
  CohortBuilder cohort = Network(11);
  std::set<std::pair<uint32_t, uint32_t>> met;
  for (const char* item : {"one", "two"}) {
    const auto decision = cohort.Do(RotateLinks{"pair", item, std::nullopt});
    ASSERT_TRUE(decision.ok()) << decision.status();
    std::set<uint32_t> seated;
    const auto links = LinksFor(cohort, "pair", item);
    EXPECT_EQ(links.size(), 5u);
    for (const LinkState* link : links) {
      EXPECT_EQ(link->stage(), storage::v1::LINK_STAGE_BOUND);
      EXPECT_EQ(link->group(), 1u);
      for (int a = 0; a < link->members_size(); ++a) {
        EXPECT_TRUE(seated.insert(link->members(a).enrolment()).second);
        for (int b = a + 1; b < link->members_size(); ++b) {
          EXPECT_TRUE(
              met.emplace(link->members(a).enrolment(), link->members(b).enrolment()).second);
        }
      }
    }
    EXPECT_EQ(seated.size(), 11u);
  }
}

TEST(RotateLinksTest, WritesTheLinkOnEachOfThePair) {
  CohortBuilder cohort = Network(2);
  const auto decision = cohort.Do(RotateLinks{"pair", "one", 1});
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("OrdinalsGiven", "LinkMade l1", "LinkBound l1",
                                                   "LinkAttached e1", "LinkAttached e2"));
}

TEST(RotateLinksTest, EveryoneHasAFellowAndIsOne) {
  CohortBuilder cohort = Network(4);
  std::set<std::pair<uint32_t, uint32_t>> served;
  for (const char* item : {"aim", "money", "people"}) {
    ASSERT_TRUE(cohort.Do(RotateLinks{"fellow", item, std::nullopt}).ok());
    std::set<uint32_t> fellows;
    for (const LinkState* link : LinksFor(cohort, "fellow", item)) {
      ASSERT_EQ(link->members_size(), 2);
      EXPECT_TRUE(link->members(0).subject());
      EXPECT_FALSE(link->members(1).subject());
      EXPECT_NE(link->members(0).enrolment(), link->members(1).enrolment());
      fellows.insert(link->members(1).enrolment());
      EXPECT_TRUE(
          served.emplace(link->members(0).enrolment(), link->members(1).enrolment()).second);
    }
    EXPECT_EQ(fellows.size(), 4u);
  }
}

TEST(RotateLinksTest, HostsTakeTurns) {
  CohortBuilder cohort = Network(4);
  std::map<uint32_t, int> turns;
  for (const char* item : {"2021-02", "2021-03", "2021-04", "2021-05", "2021-06"}) {
    const auto decision = cohort.Do(RotateLinks{"host", item, std::nullopt});
    ASSERT_TRUE(decision.ok()) << decision.status();
    const auto links = LinksFor(cohort, "host", item);
    ASSERT_EQ(links.size(), 1u);
    ++turns[links[0]->members(0).enrolment()];
  }
  EXPECT_EQ(cohort.group(1).links_size(), 5);
  EXPECT_EQ(turns, (std::map<uint32_t, int>{{1, 2}, {2, 1}, {3, 1}, {4, 1}}));
}

TEST(RotateLinksTest, LeavesOutWhoIsNotThere) {
  CohortBuilder cohort = Network(5);
  cohort.Happen(EnrolmentOf(3), [](auto& event) { event.mutable_enrolment_paused(); });
  ASSERT_TRUE(cohort.Do(RotateLinks{"pair", "one", std::nullopt}).ok());
  EXPECT_EQ(LinksFor(cohort, "pair", "one").size(), 2u);
  EXPECT_EQ(cohort.enrolment(3).links_size(), 0);
}

TEST(RotateLinksTest, RotatesTheGroupsThatHaveNoneYet) {
  CohortBuilder cohort = Network(2);
  cohort.Form(cohort.Enrol(2, storage::v1::ENROLMENT_STAGE_ACTIVE));
  ASSERT_TRUE(cohort.Do(RotateLinks{"pair", "one", 2}).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(RotateLinks{"pair", "one", 2}).status()), "LINK_EXISTS");
  ASSERT_TRUE(cohort.Do(RotateLinks{"pair", "one", std::nullopt}).ok());
  EXPECT_EQ(LinksFor(cohort, "pair", "one").size(), 2u);
  EXPECT_EQ(ReasonOf(cohort.Do(RotateLinks{"pair", "one", std::nullopt}).status()), "LINK_EXISTS");
}

TEST(RotateLinksTest, AnEndedLinkMakesRoomButIsRemembered) {
  CohortBuilder cohort = Network(4);
  ASSERT_TRUE(cohort.Do(RotateLinks{"pair", "one", std::nullopt}).ok());
  const uint32_t partner = cohort.image().links.at(1).members(1).enrolment();
  ASSERT_TRUE(cohort.Do(EndLink{1, "moved"}).ok());
  ASSERT_TRUE(cohort.Do(EndLink{2, "moved"}).ok());
  ASSERT_TRUE(cohort.Do(RotateLinks{"pair", "one", std::nullopt}).ok());
  EXPECT_NE(cohort.image().links.at(3).members(1).enrolment(), partner);
}

TEST(RotateLinksTest, IsRefused) {
  CohortBuilder cohort = Network(4);
  const auto reason = [&](const RotateLinks& command) {
    return ReasonOf(cohort.Do(command).status());
  };
  EXPECT_EQ(reason({"pairs", "one", std::nullopt}), "LINK_UNKNOWN");
  EXPECT_EQ(reason({"mentor", "one", std::nullopt}), "LINK_NOT_ROTATED");
  EXPECT_EQ(reason({"pair", "three", std::nullopt}), "ITEM_UNKNOWN");
  EXPECT_EQ(reason({"host", "2019-01", std::nullopt}), "ITEM_UNKNOWN");
  EXPECT_EQ(reason({"pair", "one", 7}), "GROUP_NOT_FOUND");
  EXPECT_EQ(ReasonOf(cohort.Do(RotateLinks{"pair", "one", 1}, PersonOf(1)).status()),
            "NOT_ALLOWED");
  cohort.Stage(storage::v1::COHORT_STAGE_CLOSED);
  EXPECT_EQ(reason({"pair", "one", std::nullopt}), "COHORT_OVER");
}

}  // namespace
}  // namespace kasvu::workflows
