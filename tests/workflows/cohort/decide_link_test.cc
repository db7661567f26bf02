// Assigning, agreeing to and ending links.
#include <gmock/gmock.h>

#include <functional>

#include "errors/error.h"
#include "tests/workflows/cohort/network.h"

namespace kasvu::workflows {
namespace {

using storage::v1::LINK_STAGE_BOUND;
using storage::v1::LINK_STAGE_ENDED;
using storage::v1::LINK_STAGE_PROPOSED;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AssignLink Mentor(uint32_t enrolment, const std::string& person = "persons/m") {
  return {"mentor", {enrolment}, {}, {{person, {"mentor"}}}, ""};
}

AssignLink Peers(std::vector<uint32_t> enrolments) {
  return {"peer", std::move(enrolments), {}, {}, ""};
}

AssignLink Expert(uint32_t enrolment, const std::string& item) {
  return {"expert", {enrolment}, {}, {{"persons/x", {"expert"}}}, item};
}

TEST(AssignLinkTest, ProposesWhereSomebodyMustAgree) {
  CohortBuilder cohort = Network(3);
  const auto decision = cohort.Do(Mentor(2));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("OrdinalsGiven", "LinkMade l1", "LinkAttached e2"));
  const auto& link = cohort.image().links.at(1);
  EXPECT_EQ(link.stage(), LINK_STAGE_PROPOSED);
  EXPECT_EQ(link.group(), 1u);
  ASSERT_EQ(link.members_size(), 2);
  EXPECT_EQ(link.members(0).enrolment(), 2u);
  EXPECT_TRUE(link.members(0).subject());
  EXPECT_EQ(link.members(1).person(), "persons/m");
  EXPECT_FALSE(link.members(1).subject());
  EXPECT_EQ(cohort.enrolment(2).links(0).ordinal(), 1u);
  EXPECT_TRUE(cohort.enrolment(2).links(0).subject());
}

TEST(AssignLinkTest, BindsAtOnceWhereNobodyMust) {
  CohortBuilder cohort = Network(3);
  const auto decision = cohort.Do(Peers({1, 3}));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("OrdinalsGiven", "LinkMade l1", "LinkBound l1",
                                                   "LinkAttached e1", "LinkAttached e3"));
  EXPECT_EQ(cohort.image().links.at(1).bound_at(), absl::ToUnixMicros(cohort.now()));
}

TEST(AssignLinkTest, TakesSomebodyFromOutsideIntoASymmetricOne) {
  CohortBuilder cohort = Network(2);
  AssignLink command = Peers({1});
  command.persons = {{"persons/abroad", {}}};
  ASSERT_TRUE(cohort.Do(command).ok());
  EXPECT_TRUE(cohort.image().links.at(1).members(1).subject());
}

TEST(AssignLinkTest, OfASeriesOneForEachItem) {
  CohortBuilder cohort = Network(2);
  ASSERT_TRUE(cohort.Do(Expert(1, "tax")).ok());
  ASSERT_TRUE(cohort.Do(Expert(1, "law")).ok());
  EXPECT_EQ(cohort.enrolment(1).links_size(), 2);
  EXPECT_EQ(ReasonOf(cohort.Do(Expert(1, "law")).status()), "LINK_EXISTS");
}

TEST(AssignLinkTest, ATurnIsOfTheGroup) {
  CohortBuilder cohort = Network(3);
  const auto decision = cohort.Do(AssignLink{"host", {2}, {}, {}, "2021-02"});
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ElementsAre("OrdinalsGiven", "LinkMade l1", "LinkBound l1",
                                                   "LinkAttached e2", "LinkAttached g1"));
  EXPECT_FALSE(cohort.enrolment(2).links(0).subject());
  EXPECT_EQ(cohort.group(1).links(0).link(), "host");
  EXPECT_EQ(ReasonOf(cohort.Do(AssignLink{"host", {}, {3}, {}, "2021-02"}).status()),
            "LINK_EXISTS");
}

TEST(AssignLinkTest, WhoeverChoosesHasAgreed) {
  CohortBuilder cohort = Network(3);
  ASSERT_TRUE(cohort.Do(AssignLink{"buddy", {1}, {2}, {}, ""}, PersonOf(1)).ok());
  EXPECT_NE(cohort.image().links.at(1).members(0).consented_at(), 0);
  EXPECT_EQ(cohort.image().links.at(1).members(1).consented_at(), 0);
  ASSERT_TRUE(cohort.Do(ConsentToLink{1, std::nullopt, ""}, PersonOf(2)).ok());
  EXPECT_EQ(cohort.image().links.at(1).stage(), LINK_STAGE_BOUND);
}

TEST(AssignLinkTest, BindsAtOnceWhenTheOneWhoMustAgreeMakesIt) {
  const AssignLink guide{"guide", {1}, {}, {{"persons/x", {"expert"}}}, ""};
  CohortBuilder cohort = Network(2);
  ASSERT_TRUE(cohort.Do(guide, PersonOf(1)).ok());
  EXPECT_EQ(cohort.image().links.at(1).stage(), LINK_STAGE_BOUND);
  CohortBuilder other = Network(2);
  ASSERT_TRUE(other.Do(guide).ok());
  EXPECT_EQ(other.image().links.at(1).stage(), LINK_STAGE_PROPOSED);
}

struct Refused {
  std::string name;
  AssignLink command;
  std::string reason;
  Doer doer = CohortBuilder::Coordinator();
  std::function<void(CohortBuilder&)> before = [](CohortBuilder&) {};
};

class AssignLinkRefusedTest : public testing::TestWithParam<Refused> {};

TEST_P(AssignLinkRefusedTest, ChangesNothing) {
  CohortBuilder cohort = Network(4);
  GetParam().before(cohort);
  const size_t links = cohort.image().links.size();
  const auto decision = cohort.Do(GetParam().command, GetParam().doer);
  EXPECT_EQ(ReasonOf(decision.status()), GetParam().reason) << decision.status();
  EXPECT_EQ(cohort.image().links.size(), links);
}

void EndMentor(CohortBuilder& cohort, uint32_t link) {
  ASSERT_TRUE(cohort.Do(ConsentToLink{link, 1, ""}).ok());
  ASSERT_TRUE(cohort.Do(ConsentToLink{link, std::nullopt, "persons/m"}).ok());
  ASSERT_TRUE(cohort.Do(EndLink{link, "parted"}).ok());
}

INSTANTIATE_TEST_SUITE_P(
    All, AssignLinkRefusedTest,
    testing::Values(
        Refused{"NoSuchLink", {"mentors", {1}, {}, {}, ""}, "LINK_UNKNOWN"},
        Refused{"NoItem", Expert(1, ""), "LINK_UNKNOWN"},
        Refused{"UnknownItem", Expert(1, "tea"), "LINK_UNKNOWN"},
        Refused{"ItemOfOneMadeOnce", {"peer", {1, 2}, {}, {}, "tax"}, "LINK_UNKNOWN"},
        Refused{"NoMentor", {"mentor", {1}, {}, {}, ""}, "LINK_SIZE"},
        Refused{"TwoMentors",
                {"mentor", {1}, {}, {{"persons/m", {"mentor"}}, {"persons/n", {"mentor"}}}, ""},
                "LINK_SIZE"},
        Refused{"TwoServed", {"mentor", {1, 2}, {}, {{"persons/m", {"mentor"}}}, ""}, "LINK_SIZE"},
        Refused{"NobodyServed", {"mentor", {}, {}, {{"persons/m", {"mentor"}}}, ""}, "LINK_SIZE"},
        Refused{"OnePeer", Peers({1}), "LINK_SIZE"},
        Refused{"FourPeers", Peers({1, 2, 3, 4}), "LINK_SIZE"},
        Refused{"OneTwice", Peers({1, 1}), "LINK_SIZE"},
        Refused{"OneselfAsBuddy", {"buddy", {1}, {1}, {}, ""}, "LINK_SIZE"},
        Refused{"NotAMentor", {"mentor", {1}, {}, {{"persons/m", {"expert"}}}, ""}, "NO_SUCH_ROLE"},
        Refused{"AParticipantAsMentor", {"mentor", {1}, {2}, {}, ""}, "NO_SUCH_ROLE"},
        Refused{
            "APersonAsBuddy", {"buddy", {1}, {}, {{"persons/m", {"mentor"}}}, ""}, "NO_SUCH_ROLE"},
        Refused{"OfTheSameFirm",
                {"buddy", {1}, {2}, {}, ""},
                "NO_SUCH_ROLE",
                CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) {
                  cohort.bent().enrolments[1].set_company("companies/a");
                  cohort.bent().enrolments[2].set_company("companies/a");
                }},
        Refused{"NotEnrolled", Peers({1, 9}), "ENROLMENT_NOT_FOUND"},
        Refused{"Ended", Peers({1, 5}), "ENROLMENT_ENDED", CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) { cohort.Enrol(storage::v1::ENROLMENT_STAGE_ENDED); }},
        Refused{"ByAParticipant", Mentor(1), "NOT_ALLOWED", PersonOf(1)},
        Refused{"ChosenForAnother", {"buddy", {1}, {2}, {}, ""}, "NOT_ALLOWED", PersonOf(3)},
        Refused{"HasOne", Mentor(1), "LINK_EXISTS", CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) { ASSERT_TRUE(cohort.Do(Mentor(1)).ok()); }},
        Refused{"ThirdOfAMentorOfTwo", Mentor(3), "LINK_CAPACITY", CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) {
                  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
                  ASSERT_TRUE(cohort.Do(Mentor(2)).ok());
                }},
        Refused{"ThirdMentor", Mentor(1), "LINK_REMATCH_LIMIT", CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) {
                  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
                  EndMentor(cohort, 1);
                  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
                  EndMentor(cohort, 2);
                }},
        Refused{"CohortClosed", Mentor(1), "COHORT_OVER", CohortBuilder::Coordinator(),
                [](CohortBuilder& cohort) { cohort.Stage(storage::v1::COHORT_STAGE_CLOSED); }}),
    [](const auto& tested) { return tested.param.name; });

TEST(AssignLinkTest, NamesTheLinkThatWasMeant) {
  CohortBuilder cohort = Network(2);
  const auto decision = cohort.Do(AssignLink{"mentors", {1}, {}, {}, ""});
  EXPECT_THAT(std::string(decision.status().message()), HasSubstr("did you mean mentor?"));
}

TEST(AssignLinkTest, AnEndedLinkFreesItsMentor) {
  CohortBuilder cohort = Network(3);
  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
  ASSERT_TRUE(cohort.Do(Mentor(2)).ok());
  ASSERT_TRUE(cohort.Do(EndLink{1, "parted"}).ok());
  EXPECT_TRUE(cohort.Do(Mentor(3)).ok());
}

TEST(AssignLinkTest, AProposalThatCameToNothingIsNoMatch) {
  CohortBuilder cohort = Network(2);
  for (uint32_t link = 1; link <= 4; ++link) {
    ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
    ASSERT_TRUE(cohort.Do(EndLink{link, "declined"}).ok());
  }
}

TEST(ConsentToLinkTest, BindsWhenTheLastOneAgrees) {
  CohortBuilder cohort = Network(2);
  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
  const auto first = cohort.Do(ConsentToLink{1, std::nullopt, ""}, PersonOf(1));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(Lines(first->events), ElementsAre("ConsentGiven l1"));
  EXPECT_THAT(cohort.Do(ConsentToLink{1, std::nullopt, ""}, PersonOf(1))->events, IsEmpty());
  const auto last = cohort.Do(ConsentToLink{1, std::nullopt, ""}, Doer{false, "persons/m", {}});
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_THAT(Lines(last->events), ElementsAre("ConsentGiven l1", "LinkBound l1"));
  EXPECT_EQ(cohort.image().links.at(1).stage(), LINK_STAGE_BOUND);
  EXPECT_THAT(cohort.Do(ConsentToLink{1, std::nullopt, "persons/m"})->events, IsEmpty());
}

TEST(ConsentToLinkTest, IsRefused) {
  CohortBuilder cohort = Network(3);
  ASSERT_TRUE(cohort.Do(Mentor(1)).ok());
  const auto reason = [&](const ConsentToLink& command, const Doer& doer) {
    return ReasonOf(cohort.Do(command, doer).status());
  };
  EXPECT_EQ(reason({2, 1, ""}, CohortBuilder::Coordinator()), "LINK_NOT_FOUND");
  EXPECT_EQ(reason({1, std::nullopt, ""}, PersonOf(2)), "LINK_NOT_FOUND");
  EXPECT_EQ(reason({1, 2, ""}, CohortBuilder::Coordinator()), "NOT_IN_LINK");
  EXPECT_EQ(reason({1, std::nullopt, "persons/z"}, CohortBuilder::Coordinator()), "NOT_IN_LINK");
  EXPECT_EQ(reason({1, std::nullopt, ""}, CohortBuilder::Coordinator()), "NOT_IN_LINK");
  EXPECT_EQ(reason({1, std::nullopt, "persons/m"}, PersonOf(1)), "NOT_IN_LINK");
  ASSERT_TRUE(cohort.Do(EndLink{1, "declined"}).ok());
  EXPECT_EQ(reason({1, 1, ""}, CohortBuilder::Coordinator()), "LINK_ENDED");
}

TEST(EndLinkTest, DetachesEveryoneAndTheGroup) {
  CohortBuilder cohort = Network(2);
  ASSERT_TRUE(cohort.Do(AssignLink{"host", {}, {1}, {}, "2021-03"}).ok());
  const auto decision = cohort.Do(EndLink{1, "ill"}, PersonOf(1));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("LinkEnded l1", "LinkDetached e1", "LinkDetached g1"));
  EXPECT_EQ(cohort.image().links.at(1).stage(), LINK_STAGE_ENDED);
  EXPECT_EQ(cohort.image().links.at(1).reason(), "ill");
  EXPECT_FALSE(cohort.enrolment(1).links(0).live());
  EXPECT_EQ(ReasonOf(cohort.Do(EndLink{1, "ill"}).status()), "LINK_ENDED");
}

TEST(EndLinkTest, IsRefusedToOthers) {
  CohortBuilder cohort = Network(3);
  ASSERT_TRUE(cohort.Do(Peers({1, 2})).ok());
  EXPECT_EQ(ReasonOf(cohort.Do(EndLink{1, "ill"}, PersonOf(3)).status()), "LINK_NOT_FOUND");
  EXPECT_EQ(ReasonOf(cohort.Do(EndLink{4, "ill"}).status()), "LINK_NOT_FOUND");
}

}  // namespace
}  // namespace kasvu::workflows
